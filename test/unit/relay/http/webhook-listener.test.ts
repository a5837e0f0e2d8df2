import { authorizationHeader } from '#contract/vipps/webhook-signature.ts';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { withWebhooks } from '../../../../src/relay/http/webhook-listener.ts';
import { createListLog } from '../../main/gateway/standing-clock.ts';

const SIGNED = authorizationHeader(`${'A'.repeat(43)}=`);
const BASIC = 'Basic cHJveHk6c2VjcmV0';

/** What the intake is told that the sender signed, for these headers. */
async function heard(headers: Readonly<Record<string, string>>): Promise<string | undefined> {
  let authorization: string | undefined;
  const intake = {
    accept: (_number: string, signed: { readonly authorization: string | undefined }) => {
      authorization = signed.authorization;
      return Promise.resolve({ status: 200 as const, reason: 'ok' });
    },
  };
  const app = (): void => undefined;
  const server = createServer(withWebhooks({ intake, basePath: '', log: createListLog() }, app));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${String(address.port)}/webhooks/vipps/123456`;
  const answer = await fetch(url, { method: 'POST', headers, body: '{}' });
  expect(answer.status).toBe(200);
  server.close();
  return authorization;
}

it('the signature is found where a proxy takes Authorization away, or puts its own there', async () => {
  expect(await heard({ authorization: SIGNED })).toBe(SIGNED);
  expect(await heard({ 'x-vipps-authorization': SIGNED })).toBe(SIGNED);
  expect(await heard({ authorization: BASIC, 'x-vipps-authorization': SIGNED })).toBe(SIGNED);
  expect(await heard({ authorization: SIGNED, 'x-vipps-authorization': BASIC })).toBe(SIGNED);
  expect(await heard({ authorization: BASIC })).toBe(BASIC);
  expect(await heard({})).toBeUndefined();
});

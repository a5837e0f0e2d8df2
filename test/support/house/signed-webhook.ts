import { authorizationHeader, stringToSign } from '#contract/vipps/webhook-signature.ts';
import { createHash, createHmac } from 'node:crypto';
import { dirname, join } from 'node:path';
import { openSqliteStore } from '../../../src/relay/store/sqlite/sqlite-store.ts';
import type { House } from './house.ts';

/** The house's sales unit. */
export const HOUSE_UNIT = '123456';

/** Posts any body to the relay, signed as Vipps signs for the house's sales unit. @returns the status */
export async function sendSigned(house: House, body: unknown): Promise<number> {
  const store = openSqliteStore(join(dirname(house.dataDir()), 'relay.db'));
  const registrations = await store.registrations.list(HOUSE_UNIT);
  await store.close();
  const current = registrations.find(({ retiredAtMs }) => retiredAtMs === undefined);
  if (current === undefined) throw new Error('Not registered.');
  const { host, pathname } = new URL(current.url);
  const text = JSON.stringify(body);
  const date = new Date().toUTCString();
  const contentSha256 = createHash('sha256').update(text).digest('base64');
  const signed = stringToSign({ pathAndQuery: pathname, date, host, contentSha256 });
  const signature = createHmac('sha256', current.secret).update(signed).digest('base64');
  const headers = {
    'x-ms-date': date,
    'x-ms-content-sha256': contentSha256,
    authorization: authorizationHeader(signature),
  };
  const base = `http://127.0.0.1:${String(house.webhookCable.port)}`;
  const answer = await house.run(fetch(base + pathname, { method: 'POST', headers, body: text }));
  await answer.arrayBuffer();
  return answer.status;
}

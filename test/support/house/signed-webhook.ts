import { openStore } from '../../../src/relay/store/open-store.ts';
import { signedHeaders } from '../signed-headers.ts';
import type { House } from './house.ts';

/** The house's sales unit. */
export const HOUSE_UNIT = '123456';

/** Posts any body to the relay, signed as Vipps signs for the house's sales unit. @returns the status */
export async function sendSigned(house: House, body: unknown): Promise<number> {
  const store = await openStore(house.relayDatabase());
  const registrations = await store.registrations.list(HOUSE_UNIT);
  await store.close();
  const current = registrations.find(({ retiredAtMs }) => retiredAtMs === undefined);
  if (current === undefined) throw new Error('Not registered.');
  const { pathname } = new URL(current.url);
  const text = JSON.stringify(body);
  const headers = signedHeaders(current, text);
  const base = `http://127.0.0.1:${String(house.webhookCable.port)}`;
  const answer = await house.run(fetch(base + pathname, { method: 'POST', headers, body: text }));
  await answer.arrayBuffer();
  return answer.status;
}

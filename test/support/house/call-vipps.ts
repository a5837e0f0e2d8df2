import type { House } from './house.ts';

const KEYS = {
  'Ocp-Apim-Subscription-Key': 'subscription-key',
  'Merchant-Serial-Number': '123456',
} as const;

/** Calls Vipps as another program with the keys of the house's sales unit. @returns the parsed answer */
export async function callVipps(
  house: House,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<unknown> {
  const base = `http://127.0.0.1:${String(house.vippsCable.port)}`;
  const given = await house.run(
    fetch(`${base}/accesstoken/get`, {
      method: 'POST',
      headers: { ...KEYS, client_id: 'client', client_secret: 'client-secret' },
    }),
  );
  const { access_token: token }: { readonly access_token: string } = JSON.parse(await given.text());
  const answer = await house.run(
    fetch(base + path, {
      method,
      headers: { ...KEYS, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  const text = await answer.text();
  return text === '' ? undefined : JSON.parse(text);
}

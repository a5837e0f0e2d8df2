import { expect, test } from 'vitest';
import type { House } from '../support/house/house.ts';
import { choose, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { GATE_MODES } from './modes/gate.ts';

const MODE = GATE_MODES['strangers-guess-codes'];

async function guess(
  house: House,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  const base = `http://127.0.0.1:${String(house.webhookCable.port)}`;
  const body = JSON.stringify({ code: 'ABCD2222' });
  const sent = { 'content-type': 'application/json', ...headers };
  const answer = await house.run(fetch(base + path, { method: 'POST', headers: sent, body }));
  await answer.arrayBuffer();
  return answer.status;
}

test('whoever guesses is stopped; nobody else notices', async () => {
  await withHouse({}, async (house) => {
    const stranger = { 'x-forwarded-for': '203.0.113.1' };
    const other = { 'x-forwarded-for': '203.0.113.2' };
    const wrong = { authorization: `Bearer ${'w'.repeat(43)}` };
    const codes: number[] = [];
    const credentials: number[] = [];
    for (let count = 0; count < 40; count += 1) {
      codes.push(await guess(house, '/enrol', stranger));
      credentials.push(await guess(house, '/gateway/x', { ...stranger, ...wrong }));
    }
    expect(new Set(codes)).toEqual(new Set([403, 429]));
    expect(new Set(credentials)).toEqual(new Set([401, 429]));
    expect(codes.at(-1)).toBe(429);
    expect(credentials.at(-1)).toBe(429);
    expect(await guess(house, '/enrol', other)).toBe(403);
    await shows(house, 'ready');
    await prove(house, await choose(house, 'A1'), MODE);
  });
});

import { expect, test } from 'vitest';
import { ONE, withCluster, type RelayProcess } from './cluster-world.ts';

const WRONG = 'w'.repeat(43);
/** Calls that count together fall into one minute of the database's clock: at least so much of it is left when they begin. */
const ROOM_MS = 40_000;

function guess(relay: RelayProcess, number: number): Promise<Response> {
  return fetch(`${relay.url}/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.1' },
    body: JSON.stringify({ code: `ABCD${String(2000 + number)}` }),
  });
}

function call(relay: RelayProcess, credential: string, from: string): Promise<Response> {
  return fetch(`${relay.url}/gateway/qr/v1/merchant-callback/${ONE}`, {
    headers: { authorization: `Bearer ${credential}`, 'x-forwarded-for': from },
  });
}

async function roomInTheMinute(): Promise<void> {
  const left = 60_000 - (Date.now() % 60_000);
  if (left < ROOM_MS) await new Promise((resolve) => setTimeout(resolve, left + 100));
}

test('several processes on one PostgreSQL let a caller do as much as one would', async () => {
  await withCluster(async (world) => {
    const [a, b, c] = [await world.start(), await world.start(), await world.start()];
    const at = (number: number): RelayProcess => (number % 2 === 0 ? a : b);
    await roomInTheMinute();
    const times = async (most: number, work: (number: number) => Promise<Response>) => {
      const statuses: number[] = [];
      for (let number = 0; number < most; number += 1) {
        const answer = await work(number);
        await answer.arrayBuffer();
        statuses.push(answer.status);
      }
      return (status: number) => statuses.filter((one) => one === status).length;
    };

    const tries = await times(26, (number) => guess(at(number), number));
    expect([tries(403), tries(429)]).toEqual([20, 6]);
    await roomInTheMinute();
    const wrong = await times(36, (number) => call(at(number), WRONG, '203.0.113.2'));
    expect([wrong(401), wrong(429)]).toEqual([30, 6]);
    // Whoever guesses keeps nobody else out.
    const { status } = await call(a, world.credential(ONE), '203.0.113.3');
    expect(status).not.toBe(429);

    // A machine that connects and goes: no process alone would find that too often.
    await roomInTheMinute();
    const refused: number[] = [];
    for (let number = 0; number < 54; number += 1) {
      const relay = [a, b, c][number % 3] ?? a;
      const link = await world.connect(relay, ONE);
      if (typeof link === 'number') refused.push(link);
      else await link.close();
    }
    expect(refused).toEqual([429, 429, 429, 429]);
  });
});

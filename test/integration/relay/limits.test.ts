import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createEnrolmentCode } from '../../../src/relay/machines/enrolment.ts';
import { answerOf, MACHINE_A, withRelay, type Answer, type RelayWorld } from './relay-world.ts';

async function enrol(world: RelayWorld, code: string, from: string): Promise<Answer> {
  const answer = await fetch(`${world.url}/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
    body: JSON.stringify({ code }),
  });
  return answerOf(answer);
}

function newCode({ store, clock }: RelayWorld): ReturnType<typeof createEnrolmentCode> {
  return createEnrolmentCode({ codes: store.enrolmentCodes, clock }, MACHINE_A);
}

/** The proxy on the relay's computer says who came. */
async function ask(world: RelayWorld, from: string, credential: string): Promise<number> {
  const answer = await fetch(`${world.url}/gateway/qr/v1/merchant-callback/${MACHINE_A}`, {
    headers: { authorization: `Bearer ${credential}`, 'x-forwarded-for': from },
  });
  await answer.arrayBuffer();
  return answer.status;
}

async function upgrade(world: RelayWorld, from: string, credential: string): Promise<number> {
  const ws = new WebSocket(`${world.url.replace('http', 'ws')}/machine`, {
    headers: { authorization: `Bearer ${credential}`, 'x-forwarded-for': from },
  });
  ws.on('error', () => undefined);
  const [, response]: { readonly statusCode?: number }[] = await once(ws, 'unexpected-response');
  ws.terminate();
  return response?.statusCode ?? 0;
}

const WRONG = 'w'.repeat(43);

describe('codes', () => {
  test('somebody who guesses is stopped, and no technician with him', async () => {
    await withRelay({}, async (world) => {
      const { enrolmentCode } = await newCode(world);
      const guesses: number[] = [];
      for (let count = 0; count < 25; count += 1) {
        const code = `ABCD${String(2000 + count)}`;
        guesses.push((await enrol(world, code, '203.0.113.1')).status);
      }
      expect(guesses.filter((status) => status === 403)).toHaveLength(20);
      expect(guesses.filter((status) => status === 429)).toHaveLength(5);
      expect((await enrol(world, enrolmentCode, '203.0.113.2')).status).toBe(200);
    });
  });

  test('a header that the guesser wrote himself gives no new tries', async () => {
    await withRelay({}, async (world) => {
      const guesses: number[] = [];
      for (let count = 0; count < 25; count += 1) {
        const from = `198.51.100.${String(count)}, 203.0.113.1`;
        guesses.push((await enrol(world, 'ABCD2222', from)).status);
      }
      expect(guesses.slice(20)).toEqual([429, 429, 429, 429, 429]);
    });
  });

  test('the addresses of one IPv6 network are one guesser', async () => {
    await withRelay({}, async (world) => {
      const guesses: number[] = [];
      for (let count = 0; count < 21; count += 1) {
        guesses.push((await enrol(world, 'ABCD2222', `2001:db8::${String(count + 1)}`)).status);
      }
      expect(guesses[20]).toBe(429);
      expect((await enrol(world, 'ABCD2222', '2001:db8:0:1::1')).status).toBe(403);
    });
  });

  test('where no proxy is trusted the header counts for nothing', async () => {
    await withRelay({ trustedProxies: [] }, async (world) => {
      const guesses: number[] = [];
      for (let count = 0; count < 21; count += 1) {
        guesses.push((await enrol(world, 'ABCD2222', `203.0.113.${String(count)}`)).status);
      }
      expect(guesses[20]).toBe(429);
    });
  });

  test('the fifth wrong secret ends an invitation, wherever each came from', async () => {
    await withRelay({}, async (world) => {
      const { enrolmentCode } = await newCode(world);
      const name = enrolmentCode.slice(0, 4);
      const wrong = enrolmentCode.endsWith('2222') ? '3333' : '2222';
      for (let count = 0; count < 5; count += 1) {
        expect((await enrol(world, name + wrong, `203.0.113.${String(count)}`)).status).toBe(403);
      }
      expect((await enrol(world, enrolmentCode, '203.0.113.99')).status).toBe(403);
    });
  });
});

describe('many at once', () => {
  test('of an invitation’s guesses five are judged', async () => {
    await withRelay({}, async (world) => {
      const { enrolmentCode } = await newCode(world);
      const name = enrolmentCode.slice(0, 4);
      const wrong = enrolmentCode.endsWith('2222') ? '3333' : '2222';
      const guesses = Array.from({ length: 40 }, (_, count) => {
        const code = count === 39 ? enrolmentCode : name + wrong;
        return enrol(world, code, `203.0.113.${String(count)}`);
      });
      const answers = await Promise.all(guesses);
      const taken = answers.filter(({ status }) => status === 200).length;
      expect(taken).toBeLessThanOrEqual(1);
      expect((await enrol(world, enrolmentCode, '203.0.113.99')).status).toBe(403);
    });
  });

  test('one code is one credential', async () => {
    await withRelay({}, async (world) => {
      const { enrolmentCode } = await newCode(world);
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, count) =>
          enrol(world, enrolmentCode, `203.0.113.${String(count)}`),
        ),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    });
  });
});

describe('wrong credentials', () => {
  test('are answered 30 times a minute and address; a right one from there always', async () => {
    await withRelay({}, async (world) => {
      const statuses: number[] = [];
      for (let count = 0; count < 40; count += 1) {
        statuses.push(await ask(world, '203.0.113.1', WRONG));
      }
      expect(statuses.filter((status) => status === 401)).toHaveLength(30);
      expect(statuses.filter((status) => status === 429)).toHaveLength(10);
      expect(await upgrade(world, '203.0.113.1', WRONG)).toBe(429);
      expect(await upgrade(world, '203.0.113.2', WRONG)).toBe(401);
      expect(await ask(world, '203.0.113.1', world.credential(MACHINE_A))).toBe(200);
      const told = world.log.entries.filter(
        ({ event }) => event === 'relay.credentials-wrong-often',
      );
      expect(told).toHaveLength(1);
      await world.pass(60_000);
      expect(await ask(world, '203.0.113.1', WRONG)).toBe(401);
    });
  });
});

describe('what only the operator may see', () => {
  test('is on a listener of its own; everybody hears that the relay is up, and no more', async () => {
    await withRelay({}, async (world) => {
      const get = async (url: string, headers: Record<string, string> = {}): Promise<Answer> =>
        answerOf(await fetch(url, { headers }));
      for (const headers of [{}, { 'x-forwarded-for': '203.0.113.1' }, { forwarded: 'for=1' }]) {
        expect(await get(`${world.url}/health`, headers)).toMatchObject({
          status: 200,
          body: { status: 'up' },
        });
        expect((await get(`${world.url}/metrics`, headers)).status).toBe(404);
      }
      const health = await get(`${world.adminUrl()}/health`);
      expect(health.body).toMatchObject({ machines: { known: 2, connected: 0 } });
      const metrics = await get(`${world.adminUrl()}/metrics`);
      expect(String(metrics.body)).toContain('vendskap_relay_machines_connected 0');
      expect((await get(`${world.adminUrl()}/enrol`)).status).toBe(404);
      expect(new URL(world.adminUrl()).hostname).toBe('127.0.0.1');
    });
  });
});

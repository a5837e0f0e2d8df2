import express from 'express';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLoneProcess } from '../../../../src/relay/cluster/cluster.ts';
import { createMachineAuthentication } from '../../../../src/relay/http/machine-authentication.ts';
import { hashOf } from '../../../../src/relay/runtime/secrets.ts';
import { openRelayFixture, pass, type RelayFixture } from '../relay-fixture.ts';

const ONE = 'vm-0001';
const CREDENTIAL = 'c'.repeat(43);
const WRONG = 'w'.repeat(43);
const CALLS_PER_MINUTE = 5;
const LIMIT = { name: 'calls', callsPerMinute: CALLS_PER_MINUTE };
let relay: RelayFixture;
let server: Server;
let url: string;

beforeEach(async () => {
  relay = await openRelayFixture([ONE]);
  const { store, clock, log } = relay;
  await store.machines.setCredential(ONE, hashOf(CREDENTIAL), 0);
  const authentication = createMachineAuthentication({
    ...{ machines: store.machines, trustedProxies: undefined, log },
    cluster: createLoneProcess(clock),
  });
  const app = express();
  const handler = authentication.require(LIMIT, ({ machineId }, _request, response) => {
    response.json({ machineId });
    return Promise.resolve();
  });
  app.use(handler);
  server = createServer((request, response) => {
    app(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('No port');
  url = `http://127.0.0.1:${String(address.port)}`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await relay.close();
});

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly isRelays: boolean;
  readonly body: unknown;
}

async function ask(authorization: string | undefined, from = '192.0.2.1'): Promise<Answer> {
  const headers = {
    'x-forwarded-for': from,
    ...(authorization === undefined ? {} : { authorization }),
  };
  const response = await fetch(url, { headers });
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    isRelays: response.headers.get('x-relay-refusal') === '1',
    body: await response.json(),
  };
}

test('a request with a machine’s credential reaches its handler', async () => {
  expect(await ask(`Bearer ${CREDENTIAL}`)).toMatchObject({
    status: 200,
    isRelays: false,
    body: { machineId: ONE },
  });
});

test.each([
  ['none', undefined],
  ['a wrong one', `Bearer ${WRONG}`],
  ['another scheme', `Basic ${CREDENTIAL}`],
  ['one that is too short', 'Bearer c'],
])('a request with %s is refused by the relay', async (_what, authorization) => {
  expect(await ask(authorization)).toMatchObject({
    status: 401,
    isRelays: true,
    body: { error: 'unknown-machine' },
  });
});

test('a revoked credential is refused at once', async () => {
  await relay.store.machines.setCredential(ONE, undefined, 0);
  expect((await ask(`Bearer ${CREDENTIAL}`)).status).toBe(401);
});

test('wrong credentials are limited by address; a right one from there still passes', async () => {
  for (let count = 0; count < 30; count += 1) {
    expect((await ask(`Bearer ${WRONG}`)).status).toBe(401);
  }
  expect(await ask(`Bearer ${WRONG}`)).toMatchObject({
    status: 429,
    retryAfter: '60',
    isRelays: true,
    body: { error: 'too-many-tries' },
  });
  await ask(`Bearer ${WRONG}`);
  const lines = relay.log.lines.filter(({ event }) => event === 'relay.credentials-wrong-often');
  expect(lines).toHaveLength(1);
  expect((await ask(`Bearer ${CREDENTIAL}`)).status).toBe(200);
  expect((await ask(`Bearer ${WRONG}`, '192.0.2.2')).status).toBe(401);
  await pass(relay.clock, 60_000);
  expect((await ask(`Bearer ${WRONG}`)).status).toBe(401);
});

test('a machine’s calls are limited by the minute', async () => {
  for (let count = 0; count < CALLS_PER_MINUTE; count += 1) {
    expect((await ask(`Bearer ${CREDENTIAL}`)).status).toBe(200);
  }
  expect(await ask(`Bearer ${CREDENTIAL}`)).toMatchObject({
    status: 429,
    retryAfter: '60',
    body: { error: 'too-many-calls' },
  });
  await pass(relay.clock, 60_000);
  expect((await ask(`Bearer ${CREDENTIAL}`)).status).toBe(200);
});

import { KioskError } from '#core/base/errors.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../../../scripts/programs.ts';
import type { RelayConfig } from '../../../src/relay/config/relay-config.ts';
import { createRelay, type Relay } from '../../../src/relay/relay.ts';
import { createSystemClock } from '../../../src/relay/runtime/clock.ts';
import { hashOf } from '../../../src/relay/runtime/secrets.ts';
import type { RelayStore } from '../../../src/relay/store/ports/relay-store.ts';
import { openSqliteStore } from '../../../src/relay/store/sqlite/sqlite-store.ts';
import { createListLog } from '../../unit/main/gateway/standing-clock.ts';
import { signedHeaders } from '../../support/signed-headers.ts';

const UNIT = '123456';
const MACHINE = 'vm-one';
const CREDENTIAL = 'a-credential-of-this-test';
const SECRET = 'a-secret-of-this-test';

let folder: string;
let store: RelayStore;
let relay: Relay | undefined;
let config: RelayConfig;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vendskap-trouble-'));
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${String(port)}`;
  config = {
    listen: { host: '127.0.0.1', port },
    publicUrl,
    database: `sqlite:${join(folder, 'relay.db')}`,
    alerts: { webhook: undefined, email: undefined },
    presence: false,
    salesUnits: [
      {
        merchantSerialNumber: UNIT,
        market: 'NO',
        // Nobody listens there: these tests need no Vipps.
        vipps: {
          baseUrl: 'http://127.0.0.1:9',
          clientId: 'c',
          clientSecret: 's',
          subscriptionKey: 'k',
        },
        userFlow: 'PUSH_MESSAGE',
        partialCapture: true,
        orderManagement: true,
        maxAmountCap: 20_000,
        refuseCheckInsWith: 503,
      },
    ],
  };
  store = openSqliteStore(join(folder, 'relay.db'));
  await store.machines.add(
    { machineId: MACHINE, merchantSerialNumber: UNIT, location: 'Hall' },
    Date.now(),
  );
  await store.machines.setCredential(MACHINE, hashOf(CREDENTIAL), Date.now());
  const url = `${publicUrl}/webhooks/vipps/${UNIT}`;
  const registration = { merchantSerialNumber: UNIT, url, id: 'r', secret: SECRET };
  await store.registrations.replace({ ...registration, retiredAtMs: undefined }, Date.now());
});
afterEach(async () => {
  await relay?.stop();
  relay = undefined;
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function createRelayOn(changed: Partial<RelayStore>): Relay {
  const clock = createSystemClock();
  relay = createRelay(config, { store: { ...store, ...changed }, clock, log: createListLog() });
  return relay;
}

/** A payment event as Vipps signs it. @returns the status of the answer */
async function webhook(): Promise<number> {
  const url = `${config.publicUrl}/webhooks/vipps/${UNIT}`;
  const text = JSON.stringify({
    msn: UNIT,
    reference: `${MACHINE}-01jb3v7yk4q8d2m6n9r5s0t1wx`,
    pspReference: 'p-1',
    name: 'AUTHORIZED',
    amount: { currency: 'NOK', value: 4200 },
    timestamp: new Date().toISOString(),
    idempotencyKey: null,
    success: true,
  });
  const headers = signedHeaders({ url, secret: SECRET }, text);
  return (await fetch(url, { method: 'POST', headers, body: text })).status;
}

function isListening(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(config.listen.port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });
}

interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}

function createGate(): Gate {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    opened,
    open: () => {
      open();
    },
  };
}

test('no webhook is let in before the relay knows the secrets: a genuine one is never taken for forged', async () => {
  const asked = createGate();
  const mayAnswer = createGate();
  const { registrations } = store;
  const list = async (unit: string) => {
    asked.open();
    await mayAnswer.opened;
    return registrations.list(unit);
  };
  const started = createRelayOn({ registrations: { ...registrations, list } }).start();
  await asked.opened;
  expect(await isListening()).toBe(false);
  mayAnswer.open();
  await started;
  expect(await webhook()).toBe(200);
});

test('a call of a machine while the database is away gets 503: it is tried again, and no defect is told', async () => {
  const away = (): Promise<never> =>
    Promise.reject(new KioskError('store/unreachable', 'The database is away.'));
  let isAway = false;
  const { machines } = store;
  const findByCredential = (hash: string) => (isAway ? away() : machines.findByCredential(hash));
  await createRelayOn({ machines: { ...machines, findByCredential } }).start();
  isAway = true;
  const answer = await fetch(`${config.publicUrl}/gateway/epayment/v1/payments/${MACHINE}-x`, {
    headers: { authorization: `Bearer ${CREDENTIAL}` },
  });
  expect(answer.status).toBe(503);
  expect(answer.headers.get('x-relay-refusal')).toBe('1');
  expect(await answer.json()).toMatchObject({ error: 'http-503' });
});

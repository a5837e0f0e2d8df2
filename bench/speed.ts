import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '#sqlite/database.ts';
import { createSystemClock } from '../src/relay/clock.ts';
import { createCheckIns } from '../src/relay/check-ins.ts';
import { createMachineLinks } from '../src/relay/machine-links.ts';
import { createSalesUnits } from '../src/relay/sales-units.ts';
import { openSqliteStore } from '../src/relay/store/sqlite.ts';
import { createVippsHttp } from '../src/relay/vipps-http.ts';
import { createWebhookIntake } from '../src/relay/webhook-intake.ts';
import { createWebhookSecrets } from '../src/relay/webhook-secrets.ts';
import { createStage, MACHINE, MSN, until } from '../test/support/stage.ts';

const COUNT = 300;
const MSN_SECRET = 'bench-secret';

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** Milliseconds of each of `count` runs, one after another. */
async function times(count: number, work: (index: number) => unknown): Promise<readonly number[]> {
  const all: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const began = performance.now();
    await work(index);
    all.push(performance.now() - began);
  }
  return all;
}

function webhookBody(index: number): string {
  return JSON.stringify({
    msn: MSN,
    reference: 'vm-0001-01jd0000000000000000000000',
    pspReference: `psp-${String(index)}`,
    name: 'AUTHORIZED',
    amount: { currency: 'NOK', value: 3200 },
    timestamp: '2026-11-23T12:00:00.000Z',
    success: true,
  });
}

function signatureOf(text: string): string {
  return createHmac('sha256', MSN_SECRET).update(text).digest('base64');
}

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** One table, one insert: what a synced commit costs on this disk. */
function floorDatabase(folder: string): Database {
  return openDatabase({
    path: join(folder, 'floor.db'),
    migrations: ['CREATE TABLE event (key TEXT NOT NULL UNIQUE, body TEXT NOT NULL) STRICT;'],
  });
}

/** From the raw request in memory to durable, against an HMAC check and one synced commit. */
async function webhookAccepted(folder: string): Promise<{ ours: number; floor: number }> {
  const clock = createSystemClock();
  const store = openSqliteStore(join(folder, 'relay.db'));
  const vipps = {
    baseUrl: 'http://127.0.0.1:9',
    clientId: 'x',
    clientSecret: 'x',
    subscriptionKey: 'x',
  };
  const unit = {
    merchantSerialNumber: MSN,
    market: 'NO',
    vipps,
    userFlow: 'PUSH_MESSAGE',
    partialCapture: true,
    orderManagement: true,
    maxAmountCap: 20_000,
    refuseCheckInsWith: 503,
  } as const;
  const publicUrl = 'https://relay.example';
  const http = createVippsHttp();
  const units = createSalesUnits({ publicUrl, salesUnits: [unit] }, { http, clock });
  const links = createMachineLinks({ store, units, clock, log: silent });
  const secrets = createWebhookSecrets(store, clock);
  const [active] = units.all;
  if (active === undefined) throw new Error('No sales unit.');
  const url = active.webhookUrl.href;
  await store.putRegistration(
    { merchantSerialNumber: MSN, url, id: 'r', secret: MSN_SECRET, retiredAtMs: undefined },
    0,
  );
  await secrets.refresh(active);
  const checkIns = createCheckIns({ store, links, clock, log: silent });
  const intake = createWebhookIntake({
    store,
    links,
    checkIns,
    units,
    secrets,
    clock,
    log: silent,
  });
  const date = new Date().toUTCString();
  const path = active.webhookUrl.pathname;
  const requests = Array.from({ length: COUNT }, (_, index) => {
    const rawBody = Buffer.from(webhookBody(index));
    const contentSha256 = createHash('sha256').update(rawBody).digest('base64');
    const text = `POST\n${path}\n${date};relay.example;${contentSha256}`;
    const authorization = `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signatureOf(text)}`;
    return { date, contentSha256, authorization, rawBody, text };
  });
  const floorDb = floorDatabase(folder);
  const floor: number[] = [];
  const ours: number[] = [];
  for (const [index, request] of requests.entries()) {
    floor.push(
      ...(await times(1, () => {
        createHash('sha256').update(request.rawBody).digest('base64');
        signatureOf(request.text);
        floorDb.run(
          'INSERT INTO event (key, body) VALUES (?, ?)',
          String(index),
          request.rawBody.toString(),
        );
      })),
    );
    ours.push(
      ...(await times(1, async () => {
        const answer = await intake.accept(MSN, request);
        if (answer.status !== 200) throw new Error(answer.reason);
      })),
    );
  }
  floorDb.close();
  await store.close();
  await http.close();
  return { ours: median(ours), floor: median(floor) };
}

/** A byte to a local socket and back, halved. */
async function loopbackHop(): Promise<number> {
  const server = createServer((socket) => socket.pipe(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('No port.');
  const socket: Socket = connect(address.port, '127.0.0.1');
  socket.setNoDelay(true);
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  const all = await times(
    COUNT,
    () =>
      new Promise((resolve) => {
        socket.once('data', resolve);
        socket.write('x');
      }),
  );
  socket.destroy();
  server.close();
  return median(all) / 2;
}

/**
 * From the approval at the simulated Vipps to `C,START` at the simulated adapter, real programs and sockets, against the
 * hops and synced commits on that path: webhook in, link, serial line; relay's commit and kiosk's.
 */
async function approvalToCredit(
  commitMs: number,
  hopMs: number,
): Promise<{ ours: number; floor: number }> {
  const stage = await createStage({ vendMs: 30 });
  const kiosk = await stage.startKiosk();
  const all: number[] = [];
  for (let sale = 0; sale < 5; sale += 1) {
    await stage.readyStatus(kiosk.statusPort);
    await stage.control('scan', { qr: MACHINE });
    const reference = await stage.pendingReference();
    const approved = await stage.control<{ atMs: number }>('approve', { reference });
    await stage.machineState('session');
    const lines = await stage.transcript();
    const credit = lines.filter(({ line }) => line.startsWith('C,START')).at(-1);
    if (credit === undefined) throw new Error('No credit on the line.');
    all.push(credit.atMs - approved.atMs);
    await stage.control('press', { selection: 'B1' });
    await until('the sale to end', async () =>
      (await stage.sales()).every((one) => one.state === 'settled') ? true : undefined,
    );
  }
  await stage.close();
  return { ours: median(all), floor: 2 * commitMs + 3 * hopMs };
}

const folder = mkdtempSync(join(tmpdir(), 'vendskap-bench-'));
interface Measured {
  readonly ours: number;
  readonly floor: number;
}

interface Round {
  readonly webhook: Measured;
  readonly credit: Measured;
  readonly hopMs: number;
}

const rounds: Round[] = [];
for (let round = 0; round < 3; round += 1) {
  const place = mkdtempSync(join(folder, 'round-'));
  const webhook = await webhookAccepted(place);
  const hop = await loopbackHop();
  const credit = await approvalToCredit(webhook.floor, hop);
  rounds.push({ webhook, credit, hopMs: hop });
}
rmSync(folder, { recursive: true, force: true });
const ratio = (pick: (round: Round) => Measured): number =>
  median(rounds.map((round) => pick(round).ours / pick(round).floor));
process.stdout.write(
  `${JSON.stringify(
    {
      webhookAcceptedDurably: { ratio: ratio((round) => round.webhook), target: 1.5 },
      approvalToCredit: { ratio: ratio((round) => round.credit), target: 2 },
      milliseconds: rounds,
    },
    null,
    2,
  )}\n`,
);

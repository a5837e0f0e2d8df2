import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '#sqlite/database.ts';
import { createSystemClock } from '../src/relay/runtime/clock.ts';
import { createCheckIns } from '../src/relay/webhooks/check-ins.ts';
import { createAcknowledgements } from '../src/relay/deliveries/acknowledgements.ts';
import { createLoneProcess } from '../src/relay/cluster/cluster.ts';
import { createSoleClaims } from '../src/relay/cluster/machine-claims.ts';
import { createRemoteCheckIns } from '../src/relay/webhooks/remote-check-ins.ts';
import { createMachineLinks } from '../src/relay/machines/machine-links.ts';
import { createSalesUnits } from '../src/relay/vipps/sales-units.ts';
import { openSqliteStore } from '../src/relay/store/sqlite/sqlite-store.ts';
import { createHttpClient } from '../src/relay/runtime/http-client.ts';
import { createWebhookIntake } from '../src/relay/webhooks/webhook-intake.ts';
import { createWebhookSecrets } from '../src/relay/webhooks/webhook-signature.ts';
import { createStage, launch, MACHINE, MSN, until } from '../test/support/stage.ts';

const COUNT = 300;
/** As many of each as the simulated machine holds. */
const SELECTIONS = [
  ...Array<string>(10).fill('A2'),
  ...Array<string>(8).fill('A1'),
  ...Array<string>(6).fill('A3'),
];
const MSN_SECRET = 'bench-secret';

interface Measured {
  readonly ours: number;
  readonly floor: number;
}

interface Round {
  readonly webhook: Measured;
  readonly credit: Measured;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** Milliseconds of `count` runs, one after another. */
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

/** One table for single inserts: the cost of a synced commit on this disk. */
function floorDatabase(folder: string): Database {
  return openDatabase({
    path: join(folder, 'floor.db'),
    migrations: ['CREATE TABLE event (key TEXT NOT NULL UNIQUE, body TEXT NOT NULL) STRICT;'],
  });
}

/** From the raw request in memory to the durable webhook, compared with one HMAC check and one synced commit. */
async function webhookAccepted(folder: string): Promise<Measured> {
  const clock = createSystemClock();
  const store = openSqliteStore(join(folder, 'relay.db'), clock);
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
  const http = createHttpClient(clock);
  const units = createSalesUnits({ publicUrl, salesUnits: [unit] }, { http, clock });
  const { machines, deliveries } = store;
  const cluster = createLoneProcess(clock);
  const links = createMachineLinks({
    machines,
    deliveries,
    units,
    acknowledgements: createAcknowledgements({ store: deliveries, clock, log: silent }),
    cluster,
    claims: createSoleClaims(),
    clock,
    log: silent,
    heartbeatSeconds: 60,
    onAlert: () => Promise.resolve('kept'),
    onUsedTwice: () => undefined,
  });
  const secrets = createWebhookSecrets(store.registrations, clock);
  const [active] = units.all;
  if (active === undefined) throw new Error('No sales unit.');
  const url = active.webhookUrl.href;
  await store.registrations.replace(
    { merchantSerialNumber: MSN, url, id: 'r', secret: MSN_SECRET, retiredAtMs: undefined },
    0,
  );
  await secrets.refresh(active);
  const checkIns = createCheckIns({
    ...{ machines, links, store: store.checkIns, processId: cluster.processId, clock, log: silent },
    remote: createRemoteCheckIns({
      ...{ cluster, links, machines, units, store: store.checkIns, log: silent },
    }),
  });
  const intake = createWebhookIntake({
    machines,
    deliveries,
    links,
    checkIns,
    units,
    secrets,
    isShared: false,
    clock,
    log: silent,
    report: () => undefined,
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

interface BareChain {
  /** Milliseconds from the POST to its line at the far end. */
  once(body: string): Promise<number>;
  close(): Promise<void>;
}

/** The baseline chain of two bare programs: HTTP → commit → line → commit → line. */
async function startBareChain(folder: string): Promise<BareChain> {
  let arrived: (() => void) | undefined;
  const end = createServer((socket) => {
    socket.setNoDelay(true);
    socket.on('data', () => arrived?.());
  });
  await new Promise<void>((resolve) => end.listen(0, '127.0.0.1', resolve));
  const address = end.address();
  const endPort = typeof address === 'object' && address !== null ? address.port : 0;
  const program = join(import.meta.dirname, 'bare-hop.ts');
  const kiosk = await launch([program, 'line', String(endPort), join(folder, 'bare-kiosk.db')]);
  const relay = await launch([
    program,
    'http',
    String(kiosk.said['port']),
    join(folder, 'bare-relay.db'),
  ]);
  const poster = await createPoster(`http://127.0.0.1:${String(relay.said['port'])}`, 'none');
  return {
    once: async (body) => {
      const began = performance.now();
      const there = new Promise<number>((resolve) => {
        arrived = () => {
          resolve(performance.now() - began);
        };
      });
      await poster.post(body);
      return there;
    },
    close: async () => {
      poster.close();
      await relay.stop();
      await kiosk.stop();
      end.close();
    },
  };
}

/** POSTs signed webhooks on a keep-alive connection; resolves with the status line. */
async function createPoster(relayUrl: string, secret: string) {
  const { host, hostname, port } = new URL(relayUrl);
  const socket = connect(Number(port), hostname);
  socket.setNoDelay(true);
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  const path = `/webhooks/vipps/${MSN}`;
  return {
    post: (body: string): Promise<string> => {
      const date = new Date().toUTCString();
      const hash = createHash('sha256').update(body).digest('base64');
      const text = `POST\n${path}\n${date};${host};${hash}`;
      const signature = createHmac('sha256', secret).update(text).digest('base64');
      const head = [
        `POST ${path} HTTP/1.1`,
        `Host: ${host}`,
        `x-ms-date: ${date}`,
        `x-ms-content-sha256: ${hash}`,
        `Authorization: HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
        `Content-Length: ${String(Buffer.byteLength(body))}`,
      ];
      return new Promise((resolve) => {
        socket.once('data', (bytes: Buffer) => {
          resolve(bytes.toString().slice(0, 15));
        });
        socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
      });
    },
    close: () => socket.destroy(),
  };
}

/**
 * From the AUTHORIZED webhook to `C,START` at the adapter: real programs and sockets, compared with the synced commits (relay's
 * and kiosk's) and loopback hops (webhook, link, serial line) on that path, which bare programs do in turn with ours.
 */
async function approvalToCredit(folder: string): Promise<Measured> {
  const bare = await startBareChain(folder);
  const floor: number[] = [];
  const stage = await createStage({ vendMs: 30 });
  const store = openSqliteStore(join(stage.folder, 'relay.db'));
  const [registration] = await store.registrations.list(MSN);
  await store.close();
  const poster = await createPoster(stage.relayUrl, registration?.secret ?? '');
  const kiosk = await stage.startKiosk();
  const all: number[] = [];
  for (const [sale, selection] of SELECTIONS.entries()) {
    await stage.readyStatus(kiosk.statusPort);
    await stage.control('scan', { qr: MACHINE });
    const reference = await stage.pendingReference();
    const body = webhookBody(sale).replace(/"reference":"[^"]*"/, `"reference":"${reference}"`);
    const sentAtMs = performance.timeOrigin + performance.now();
    await poster.post(body);
    await stage.machineState('session');
    const lines = await stage.transcript();
    const credit = lines.filter(({ line }) => line.startsWith('C,START')).at(-1);
    if (credit === undefined) throw new Error('No credit on the line.');
    all.push(credit.atMs - sentAtMs);
    floor.push(await bare.once(body));
    await stage.control('approve', { reference });
    await stage.control('press', { selection });
    await until('the sale to end', async () => {
      const row = (await stage.ledger()).find((one) => one.reference === reference);
      return row?.receipt === undefined ? undefined : row;
    });
  }
  poster.close();
  await bare.close();
  await stage.close();
  return { ours: median(all), floor: median(floor) };
}

const folder = mkdtempSync(join(tmpdir(), 'vendskap-bench-'));
const rounds: Round[] = [];
for (let round = 0; round < 3; round += 1) {
  const place = mkdtempSync(join(folder, 'round-'));
  const webhook = await webhookAccepted(place);
  const credit = await approvalToCredit(place);
  rounds.push({ webhook, credit });
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
// Exits even if a measurement left a handle open.
process.exit();

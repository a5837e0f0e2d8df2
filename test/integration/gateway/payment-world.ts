import { isPaymentReference, type PaymentReference } from '#core/base/ids.ts';
import type { CheckIn, RelayEvent, RelayFeed } from '#core/payment/relay-feed.ts';
import type { Clock } from '#core/base/ports.ts';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSystemClock } from '../../../src/main/runtime/clock.ts';
import {
  createPaymentGateway,
  type VippsGateway,
} from '../../../src/main/gateway/payment-gateway.ts';
import { createRelayFeed } from '../../../src/main/gateway/relay-feed.ts';
import { enrol } from '../../../src/main/gateway/relay-enrolment.ts';
import { createRelayHttp, type RelayHttp } from '../../../src/main/gateway/relay-http.ts';
import type { RelayConfig } from '../../../src/relay/config/relay-config.ts';
import { addMachine } from '../../../src/relay/machines/manage-machines.ts';
import { openStore } from '../../../src/relay/store/open-store.ts';
import { createRelayOnStore, databaseIn } from '../../support/relay-on-store.ts';
import { createSalesUnits } from '../../../src/relay/vipps/sales-units.ts';
import { createHttpClient } from '../../../src/relay/runtime/http-client.ts';
import type { VippsControl } from '../../../src/simulator/vipps/control.ts';
import type { Ledger } from '../../../src/simulator/vipps/ledger.ts';
import { createSimulatedVipps } from '../../../src/simulator/vipps/simulated-vipps.ts';
import {
  createListLog,
  createStandingClock,
  type StandingClock,
} from '../../unit/main/gateway/standing-clock.ts';
import { drive, until } from '../../unit/main/gateway/stand-in-relay.ts';

export const MACHINE = 'vm-0001';
const UNIT = {
  merchantSerialNumber: '123456',
  market: 'NO',
  clientId: 'client',
  clientSecret: 'client-secret',
  subscriptionKey: 'subscription-key',
} as const;

export interface PaymentWorld {
  readonly gateway: VippsGateway;
  readonly http: RelayHttp;
  readonly vipps: VippsControl;
  readonly ledger: Ledger;
  readonly events: readonly RelayEvent[];
  readonly signal: AbortSignal;
  /** The customers' tokens so far. */
  readonly tokens: () => readonly string[];
  /** Everything that was logged by gateway, feed and relay. */
  readonly logText: () => string;
  /** A customer scans; the reference of the sale that holds the token. */
  readonly checkedIn: () => Promise<PaymentReference>;
  /** Waits for the first fact of this kind that a webhook brings. */
  readonly webhookFact: (kind: string) => Promise<void>;
  /** Lets time pass for Vipps and everybody until `work` has ended. */
  readonly run: <Value>(work: Promise<Value>) => Promise<Value>;
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('No port');
  return address.port;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The shared clock, counting one party's own timers: the others always have some. */
function countTimers(clock: StandingClock): Clock & { pendingTimers(): number } {
  let pending = 0;
  return {
    nowMs: () => clock.nowMs(),
    monotonicMs: () => clock.monotonicMs(),
    pendingTimers: () => pending,
    setTimer: (afterMs, run) => {
      let isPending = true;
      const end = (): void => {
        if (isPending) pending -= 1;
        isPending = false;
      };
      pending += 1;
      const cancel = clock.setTimer(afterMs, () => {
        end();
        run();
      });
      return () => {
        end();
        cancel();
      };
    },
  };
}

async function configFor(folder: string, port: number, vippsPort: number): Promise<RelayConfig> {
  const url = `http://127.0.0.1:${String(port)}`;
  const { merchantSerialNumber, market, ...keys } = UNIT;
  return {
    listen: { host: '127.0.0.1', port },
    publicUrl: url,
    database: await databaseIn(folder),
    alerts: { webhook: undefined, email: undefined },
    presence: { afterSeconds: 120 },
    salesUnits: [
      {
        merchantSerialNumber,
        market,
        vipps: { baseUrl: `http://127.0.0.1:${String(vippsPort)}`, ...keys },
        userFlow: 'PUSH_MESSAGE',
        partialCapture: true,
        orderManagement: true,
        maxAmountCap: 20_000,
        refuseCheckInsWith: 503,
      },
    ],
  };
}

/** What the operator does: adds the machine. @returns the enrolment code */
async function addTheMachine(config: RelayConfig, clock: Clock): Promise<string> {
  const http = createHttpClient(clock);
  const store = await openStore(config.database);
  const units = createSalesUnits(config, { http, clock });
  const order = { machineId: MACHINE, salesUnit: UNIT.merchantSerialNumber, location: 'Hall' };
  const { enrolmentCode } = await addMachine({ store, units, clock }, order);
  await store.close();
  await http.close();
  return enrolmentCode;
}

async function enrolled(relayUrl: string, code: string): Promise<string> {
  const answer = await enrol({ relayUrl, code, clock: createSystemClock() });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.credential;
}

function newReference(count: number): PaymentReference {
  const text = `${MACHINE}-01k${String(count).padStart(23, '0')}`;
  if (!isPaymentReference(text)) throw new Error(text);
  return text;
}

function worldOf(parts: {
  readonly clock: StandingClock;
  readonly relayUrl: string;
  readonly credential: string;
  readonly log: ReturnType<typeof createListLog>;
  readonly vipps: Pick<PaymentWorld, 'vipps' | 'ledger'>;
}): PaymentWorld & { readonly feed: RelayFeed } {
  const { clock, relayUrl, credential, log } = parts;
  const events: RelayEvent[] = [];
  const checkIns: CheckIn[] = [];
  let sales = 0;
  const own = countTimers(clock);
  const http = createRelayHttp({ relayUrl, credential, clock: createSystemClock(), log });
  const gateway = createPaymentGateway({
    http,
    clock: own,
    log,
    machineId: MACHINE,
    terms: () => events.flatMap((event) => (event.kind === 'welcome' ? [event.terms] : []))[0],
    random: () => 0.5,
  });
  const feed = createRelayFeed({ relayUrl, credential, software: 'vendskap/test', clock, log });
  feed.onCheckIn((checkIn) => {
    checkIns.push(checkIn);
    return { accepted: true, reason: undefined };
  });
  feed.onEvent((event) => events.push(event));
  const { vipps, ledger } = parts.vipps;
  return {
    feed,
    http,
    gateway,
    vipps,
    ledger,
    events,
    signal: new AbortController().signal,
    tokens: () => checkIns.map((checkIn) => checkIn.customerToken),
    logText: () => JSON.stringify(log.entries),
    checkedIn: async () => {
      const before = checkIns.length;
      await vipps.scan(MACHINE);
      const checkIn = checkIns[before];
      if (checkIn === undefined) throw new Error('No check-in');
      sales += 1;
      const reference = newReference(sales);
      gateway.rememberCustomerToken(reference, checkIn.customerToken);
      return reference;
    },
    webhookFact: (kind) =>
      until(
        () => events.some((event) => event.kind === 'payment' && event.fact.kind === kind),
        kind,
      ),
    run: (work) => {
      const advance = (ms: number): void => {
        clock.advance(ms);
      };
      return drive({ advance, pendingTimers: () => own.pendingTimers() }, work);
    },
  };
}

/** Runs `body` with the kiosk's gateway and feed, a real relay on a real database, and a simulated Vipps. */
export async function withPayments(body: (world: PaymentWorld) => Promise<void>): Promise<void> {
  const clock = createStandingClock();
  const log = createListLog();
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-gateway-'));
  const simulated = createSimulatedVipps({ clock, log, salesUnits: [UNIT] });
  const server = createServer((request, response) => {
    simulated.app(request, response);
  });
  const config = await configFor(folder, await freePort(), await listen(server));
  const relay = createRelayOnStore(config, { clock, log });
  const { url } = await relay.start();
  const credential = await enrolled(url, await addTheMachine(config, clock));
  const vipps = { vipps: simulated.control, ledger: simulated.ledger };
  const world = worldOf({ clock, relayUrl: url, credential, log, vipps });
  try {
    world.feed.start();
    await until(() => world.events.some((event) => event.kind === 'welcome'), 'the welcome');
    await body(world);
  } finally {
    await world.gateway.stop();
    await world.feed.stop();
    await world.http.close();
    await relay.stop();
    simulated.close();
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

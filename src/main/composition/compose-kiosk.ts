import { isPaymentReference } from '#core/base/ids.ts';
import type { Currency } from '#core/money/money.ts';
import type { PostedQr } from '#core/kiosk/snapshot.ts';
import type { LocationFault } from '#core/kiosk/location.ts';
import type { Result } from '#core/base/result.ts';
import { marketDay } from '#core/time/market-day.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { monotonicFactory } from 'ulid';
import { type KioskConfig } from '../config/config.ts';
import { sendLocation } from '../gateway/location.ts';
import { createPaymentGateway } from '../gateway/payment-gateway.ts';
import { createRelayFeed } from '../gateway/relay-feed.ts';
import { createRelayHttp } from '../gateway/relay-http.ts';
import { createQrSource } from '../label/qr-source.ts';
import { type DiagnosticBuffers } from './diagnostics.ts';
import { createKiosk, type Kiosk } from '../lifecycle/kiosk.ts';
import { type Database } from '#sqlite/database.ts';
import { type Session } from '../service/session.ts';
import { createHealthStore } from '../store/health-store.ts';
import { createMachineStore } from '../store/machine-store.ts';
import { createPrintHistory } from '../store/print-history.ts';
import { createOperatorCommands } from '../store/operator-commands.ts';
import { createRelayMemory, type RelayMemoryStore } from '../store/relay-memory.ts';
import { createSaleStore } from '../store/sale-store.ts';
import { createSetupStore } from '../store/setup-store.ts';
import { createVendController } from '../vend/create-controller.ts';
import { createExplain } from '../vend/explain.ts';
import type { SpawnLine } from '../vend/xy/link-messages.ts';
import { VERSION } from '../runtime/version.ts';

/** The QR's picture is asked for again this often, and sooner while there is none. */
const QR_REFRESH_MS = 6 * 3_600_000;
const QR_RETRY_MS = 60_000;

interface Parts {
  readonly config: KioskConfig;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly spawnLine: SpawnLine | undefined;
  readonly session: Session;
  readonly observers: DiagnosticBuffers;
}

export interface ComposedKiosk extends Kiosk {
  readonly stopQr: () => void;
  /** Changes what customers read after the scan: at Vipps, at the relay and here. */
  readonly changeLocation: (location: string) => Promise<Result<string, LocationFault>>;
}

/** The machine with its real parts: hardware, relay and database. */
export function composeKiosk(parts: Parts): ComposedKiosk {
  const { config, database, clock, log, random, spawnLine, session, observers } = parts;
  const memory = createRelayMemory(database, clock);
  const known = memory.load();
  const setup = createSetupStore(database, clock);
  const nextUlid = monotonicFactory(random);
  const newUlid = (): string => nextUlid(clock.nowMs());
  const currency: Currency = known.terms?.currency ?? 'NOK';
  const http = createRelayHttp({
    relayUrl: config.relay.url,
    credential: config.relay.credential,
    clock,
    log,
  });
  const gateway = createPaymentGateway({
    http,
    clock,
    log,
    machineId: config.machineId,
    terms: () => memory.load().terms,
    random,
    onAnswer: (reference, note) => {
      if (isPaymentReference(reference)) kiosk.notes.addAnswer(reference, note);
    },
  });
  const machine = createVendController(config.hardware, {
    currency,
    clock,
    log,
    newId: newUlid,
    spawnLine,
    onPiece: (piece) => {
      observers.recorder.note(piece);
    },
  });
  machine.onEvent((event) => {
    observers.traffic.hear(event);
  });
  const kiosk = createKiosk({
    machineId: config.machineId,
    version: VERSION,
    store: createSaleStore(database, () =>
      marketDay(memory.load().terms?.market ?? 'NO', clock.nowMs()),
    ),
    machineStore: createMachineStore(database),
    health: createHealthStore(database),
    commands: createOperatorCommands(database),
    machine,
    gateway,
    feed: createRelayFeed({
      relayUrl: config.relay.url,
      credential: config.relay.credential,
      software: `vendskap/${VERSION}`,
      clock,
      log,
      random,
    }),
    clock,
    log,
    newUlid,
    keepToken: (reference, token) => {
      gateway.rememberCustomerToken(reference, token);
    },
    lastKnownRelay: known,
    onWelcome: (welcome) => {
      memory.keepWelcome(welcome);
    },
    postedQr: () => memory.load().qr,
    serviceView: () => session.view(),
    setUpHold: () => setup.read().hold,
    explain: createExplain(config.hardware),
    printHistory: createPrintHistory(database),
  });
  const fetchQr = createQrSource({ http, machineId: config.machineId, log });
  const stopQr = keepQrFresh({
    fetch: async () => {
      const picture = await fetchQr.fetchQr(new AbortController().signal);
      if (!picture.ok) return undefined;
      return { ...picture.value, fetchedAtMs: clock.nowMs() };
    },
    memory,
    clock,
    onFresh: () => {
      kiosk.publishNow();
    },
  });
  return {
    ...kiosk,
    stopQr,
    changeLocation: async (wanted) => {
      const changed = await sendLocation(http, wanted);
      if (!changed.ok) return changed;
      memory.keepLocation(changed.value);
      kiosk.onLocationChanged(changed.value);
      return changed;
    },
    stop: async () => {
      stopQr();
      await kiosk.stop();
      await gateway.stop();
      await http.close();
    },
  };
}

interface QrCare {
  readonly fetch: () => Promise<PostedQr | undefined>;
  readonly memory: RelayMemoryStore;
  readonly clock: Clock;
  readonly onFresh: () => void;
}

function keepQrFresh({ fetch, memory, clock, onFresh }: QrCare): () => void {
  let cancel: () => void = () => undefined;
  let isStopped = false;
  const refresh = async (): Promise<void> => {
    const qr = await fetch();
    if (isStopped) return;
    if (qr !== undefined) {
      memory.keepQr(qr);
      onFresh();
    }
    const afterMs = qr === undefined ? QR_RETRY_MS : QR_REFRESH_MS;
    cancel = clock.setTimer(afterMs, () => void refresh());
  };
  void refresh();
  return () => {
    isStopped = true;
    cancel();
  };
}

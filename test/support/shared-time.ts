import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StandingClock } from '../unit/main/gateway/standing-clock.ts';
import type { Clock } from '#core/base/ports.ts';
import type { CheckInStore } from '../../src/relay/store/ports/check-ins.ts';
import type { RelayStore } from '../../src/relay/store/ports/relay-store.ts';
import type { ClusterStore, WakeUpStore } from '../../src/relay/store/ports/cluster.ts';

/** What relays of this test ask a database in another process, and what it has not told them yet. */
let underWay = 0;
const resting: (() => void)[] = [];

function begin(): () => void {
  underWay += 1;
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    underWay -= 1;
    if (underWay > 0) return;
    for (const resolve of resting.splice(0)) resolve();
  };
}

export const isDatabaseAtWork = (): boolean => underWay > 0;

/** Resolves when every call to a database has been answered: no clock of a test overtakes it. */
export function databaseAtRest(): Promise<void> {
  if (underWay === 0) return Promise.resolve();
  return new Promise((resolve) => {
    resting.push(resolve);
  });
}

/** Counts work that a database does for this test. */
export async function atDatabase<Value>(work: Promise<Value>): Promise<Value> {
  const end = begin();
  try {
    return await work;
  } finally {
    end();
  }
}

function counted<Port extends object>(port: Port): Port {
  return new Proxy(port, {
    get: (target, name, receiver) => {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return (...values: readonly unknown[]): unknown => {
        const end = begin();
        const result: unknown = Reflect.apply(member, target, values);
        if (!(result instanceof Promise)) {
          end();
          return result;
        }
        return result.finally(end);
      };
    },
  });
}

/** Texts on their way to a process of this test. A listener that is gone hears none. */
const onTheirWay = new Map<string, (() => void)[]>();
/** A notification that got lost holds the clock no longer than this. */
const LOST_AFTER_MS = 500;

function countedWakeUps(wakeUps: WakeUpStore): WakeUpStore {
  return {
    send: async (told) => {
      const ends = told.flatMap(({ processId }) => {
        const waiting = onTheirWay.get(processId);
        if (waiting === undefined) return [];
        const end = begin();
        waiting.push(end);
        return [end];
      });
      const sending = begin();
      try {
        await wakeUps.send(told);
        setTimeout(() => {
          for (const end of ends) end();
        }, LOST_AFTER_MS).unref();
      } catch (error) {
        for (const end of ends) end();
        throw error;
      } finally {
        sending();
      }
    },
    listen: (processId, listener) => {
      const stop = (): void => {
        for (const end of onTheirWay.get(processId) ?? []) end();
        onTheirWay.delete(processId);
      };
      const connecting = begin();
      const connection = wakeUps.listen(processId, {
        onText: (text) => {
          listener.onText(text);
          onTheirWay.get(processId)?.shift()?.();
        },
        onListening: (isListening) => {
          if (isListening) onTheirWay.set(processId, []);
          else stop();
          connecting();
          listener.onListening(isListening);
        },
      });
      return {
        close: async () => {
          stop();
          connecting();
          await atDatabase(connection.close());
        },
      };
    },
  };
}

/**
 * Among several processes the database's clock counts: here it is the test's. A process takes the answer for the moment in
 * the middle between question and answer, and a test that advances the clock does so between the two.
 */
async function databaseTime(clock: Clock): Promise<number> {
  const askedAtMs = clock.nowMs();
  await Promise.resolve();
  return (askedAtMs + clock.nowMs()) / 2;
}

function withTime(cluster: ClusterStore, clock: Clock): ClusterStore {
  const { processes, links, sealedCheckIns, leases, limits, wakeUps } = cluster;
  return {
    processes: counted({ ...processes, nowMs: () => databaseTime(clock) }),
    links: counted(links),
    sealedCheckIns: counted(sealedCheckIns),
    leases: counted(leases),
    limits: counted(limits),
    wakeUps: countedWakeUps(wakeUps),
  };
}

/** PostgreSQL judges by its own clock whether a customer can still be told: the test's moment is put into its words. */
function tellingInTestTime(checkIns: CheckInStore, clock: Clock): CheckInStore {
  return new Proxy(checkIns, {
    get: (target, name, receiver): unknown => {
      if (name !== 'tell') return Reflect.get(target, name, receiver);
      const tell: CheckInStore['tell'] = (checkIn, { teller, untilMs }) =>
        target.tell(checkIn, { teller, untilMs: untilMs + Date.now() - clock.nowMs() });
      return tell;
    },
  });
}

/**
 * The same store, whose database has the time of the test's clock, and whose calls are counted (`databaseAtRest`): with it
 * a test advances the time of several relays on one PostgreSQL.
 */
export function withTestTime(store: RelayStore, clock: Clock): RelayStore {
  if (store.cluster === undefined) return store;
  return {
    machines: counted(store.machines),
    enrolmentCodes: counted(store.enrolmentCodes),
    bundles: counted(store.bundles),
    deliveries: counted(store.deliveries),
    registrations: counted(store.registrations),
    checkIns: tellingInTestTime(counted(store.checkIns), clock),
    refunds: counted(store.refunds),
    alerts: counted(store.alerts),
    qrTexts: counted(store.qrTexts),
    updateRings: counted(store.updateRings),
    fleet: counted(store.fleet),
    audit: counted(store.audit),
    cluster: withTime(store.cluster, clock),
    close: () => atDatabase(store.close()),
  };
}

/** Turns of the event loop in which what this process tells itself over sockets arrives. */
const TURNS = 6;
const QUIET_ROUNDS = 2;

async function settle(): Promise<void> {
  for (let quiet = 0; quiet < QUIET_ROUNDS; quiet += 1) {
    for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
    if (!isDatabaseAtWork()) continue;
    await databaseAtRest();
    quiet = -1;
  }
}

/** When nothing has happened in so many looks, all wait for a timer: the next one comes. */
const IDLE_LOOKS = 6;
const LOOK_EVERY_MS = 2;
/** A process that renews its lease every 3 s must come to it. */
const LONGEST_STRIDE_MS = 2_000;
/** Over hours they lose their leases and get them back. */
const LONG_MS = 3_600_000;
const SHORTEST_STRIDE_MS = 200;
const STRIDES = 300;

/**
 * The time of several relays in this process: a test advances it. Besides, when nothing else is to be done than wait, it goes
 * on to the next timer by itself, since the relays wait for each other.
 */
export function createPatientClock(startMs: number): StandingClock {
  let elapsedMs = 0;
  let idleLooks = 0;
  let timers: { readonly dueMs: number; readonly run: () => void }[] = [];

  function runNext(untilMs: number): boolean {
    const due = timers.filter(({ dueMs }) => dueMs <= untilMs);
    const next = due.sort((one, other) => one.dueMs - other.dueMs)[0];
    if (next === undefined) return false;
    timers = timers.filter((other) => other !== next);
    elapsedMs = Math.max(elapsedMs, next.dueMs);
    next.run();
    return true;
  }

  setInterval(() => {
    idleLooks = isDatabaseAtWork() ? 0 : idleLooks + 1;
    if (idleLooks < IDLE_LOOKS) return;
    idleLooks = 0;
    runNext(Infinity);
  }, LOOK_EVERY_MS).unref();

  const advance = (ms: number): void => {
    const untilMs = elapsedMs + ms;
    while (runNext(untilMs));
    elapsedMs = Math.max(elapsedMs, untilMs);
  };
  return {
    nowMs: () => startMs + elapsedMs,
    monotonicMs: () => elapsedMs,
    setTimer: (afterMs, run) => {
      const timer = { dueMs: elapsedMs + Math.max(0, afterMs), run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance,
    advanceAsync: async (ms) => {
      const share = Math.max(SHORTEST_STRIDE_MS, ms / STRIDES);
      const stride = ms > LONG_MS ? share : Math.min(LONGEST_STRIDE_MS, share);
      await settle();
      for (let left = ms; left > 0; left -= stride) {
        idleLooks = 0;
        advance(Math.min(stride, left));
        await settle();
      }
    },
    pendingTimers: () => timers.length,
  };
}

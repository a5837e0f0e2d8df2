import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { LoadMachine } from './machines/machine.ts';
import { reportOf, type LoadReport, type Observed } from './report/report.ts';
import { startStrikes, type DatabaseHand } from './strikes.ts';
import type { FaultName } from './faults.ts';
import type { World } from './world.ts';

/** Customers come in steps of this. */
const TICK_MS = 5;
const SETTLE_MS = 30_000;
/** A machine may wait a minute before it connects again. */
const SETTLE_AFTER_FAULTS_MS = 150_000;
const MOST_GUESSES = 20;

export interface RunSettings {
  readonly salesPerSecond: number;
  readonly seconds: number;
  readonly faults: readonly FaultName[];
  readonly faultEvery: number;
  readonly database: DatabaseHand;
}

/** A machine that nobody stands at. Undefined: all that were looked at are selling. */
function freeMachine(machines: readonly LoadMachine[]): LoadMachine | undefined {
  for (let guess = 0; guess < MOST_GUESSES; guess += 1) {
    const machine = machines[Math.floor(Math.random() * machines.length)];
    if (machine?.isSelling() === false) return machine;
  }
  return undefined;
}

/** Sends customers for so many seconds. */
async function sendCustomers(world: World, settings: RunSettings): Promise<void> {
  const began = performance.now();
  const scans: Promise<void>[] = [];
  let sent = 0;
  for (;;) {
    const elapsedMs = performance.now() - began;
    if (elapsedMs >= settings.seconds * 1_000) break;
    const due = Math.floor((elapsedMs / 1_000) * settings.salesPerSecond);
    for (; sent < due; sent += 1) {
      const machine = freeMachine(world.machines);
      if (machine !== undefined) scans.push(world.scan(machine.machineId));
    }
    await pause(TICK_MS);
  }
  await Promise.all(scans);
}

function hasArrived({ book }: World): boolean {
  const arrived = [...book.arrivals.values()].reduce((sum, all) => sum + all.length, 0);
  return (
    arrived >= [...book.announced.values()].filter((one) => one.acceptedMs !== undefined).length
  );
}

/** Waits until every sale and every event has come to its end. */
async function settle(world: World, limitMs: number): Promise<void> {
  const endAtMs = performance.now() + limitMs;
  const isSettled = (): boolean =>
    world.seller.open() === 0 && world.announcer.waiting() === 0 && hasArrived(world);
  while (!isSettled() && performance.now() < endAtMs) await pause(100);
}

/** Lets customers come and faults strike, waits for the end, and judges. */
export async function runLoad(
  world: World,
  settings: RunSettings,
  told: LoadReport['run'],
): Promise<LoadReport> {
  const { relays, machines, seller } = world;
  for (const relay of relays) relay.sample();
  const cpuMsBefore = relays.map((relay) => relay.usage().cpuMs);
  const seconds: Observed['seconds'][number][] = [];
  const late = monitorEventLoopDelay({ resolution: 5 });
  const cpuBefore = process.cpuUsage();
  const beganMs = performance.now();
  late.enable();
  const observing = setInterval(() => {
    for (const relay of relays) relay.sample();
    seconds.push({
      second: seconds.length,
      connected: machines.filter(({ link }) => link.isUp()).length,
      selling: seller.open(),
    });
  }, 1_000);
  const strikes = startStrikes(world, { ...settings, everySeconds: settings.faultEvery });
  await sendCustomers(world, settings);
  clearInterval(observing);
  late.disable();
  const lastedMs = performance.now() - beganMs;
  const { user, system } = process.cpuUsage(cpuBefore);
  await strikes.stop();
  const hasFaults = settings.faults.length > 0;
  await settle(world, hasFaults ? SETTLE_AFTER_FAULTS_MS : SETTLE_MS);
  return reportOf(world, told, {
    ...{ beganMs, lastedMs, cpuMsBefore, seconds },
    generatorCpuMs: (user + system) / 1_000,
    lateP99Ms: late.percentile(99) / 1e6,
    strikes: strikes.done,
  });
}

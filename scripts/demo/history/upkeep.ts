import { filled, planRefill, refillPatches } from '#core/refill/refill.ts';
import type { AuditLog } from '#core/changes/audit-log.ts';
import type { HealthStore } from '#core/store/health-store.ts';
import type { MachineStore } from '#core/store/machine-store.ts';
import type { SaleStore } from '#core/store/sale-store.ts';
import type { Chance } from './customers.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A clock that can be set to the past. */
export interface PastClock {
  nowMs(): number;
  goTo(atMs: number): void;
}

export interface Upkeep {
  readonly changes: AuditLog;
  readonly store: SaleStore;
  readonly clock: PastClock;
  /** Who refills the machine. */
  readonly by: string;
}

/** Signs somebody in, fills every slot and signs out. */
export function refill({ changes, store, clock, by }: Upkeep, atMs: number): void {
  const slots = store.slots();
  const plan = planRefill(slots, filled(slots));
  if (!plan.ok) throw new Error(plan.error.code);
  clock.goTo(atMs);
  changes.apply({ kind: 'signedIn', by, patches: [] });
  clock.goTo(atMs + 6 * MINUTE);
  const done = changes.apply({ kind: 'refill', by, patches: refillPatches(plan.value) });
  if (!done.ok) throw new Error(done.error);
  clock.goTo(atMs + 7 * MINUTE);
  changes.apply({ kind: 'signedOut', by, patches: [] });
}

/** Writes a relay outage of some minutes. */
export function breakLink(health: HealthStore, atMs: number, chance: Chance): void {
  const back = Math.round(atMs + (2 + 20 * chance()) * MINUTE);
  health.noteLink({ link: 'relay', isUp: false, atMs, detail: 'the connection was closed (1006)' });
  health.noteLink({ link: 'relay', isUp: true, atMs: back, detail: 'connected' });
}

const EVERY_MS = 10 * MINUTE;
const COLD = 4;
const OPEN_FOR_MS = HOUR;

/** Writes the temperatures of one day; warmer for a while after a refill. */
export function chill(
  machine: MachineStore,
  { fromMs, untilMs, filledAtMs }: { fromMs: number; untilMs: number; filledAtMs: number },
  chance: Chance,
): void {
  for (let atMs = fromMs; atMs < untilMs; atMs += EVERY_MS) {
    const since = atMs - filledAtMs;
    const door = since >= 0 && since < OPEN_FOR_MS ? 5 * (1 - since / OPEN_FOR_MS) : 0;
    machine.noteTemperature({ atMs, celsius: Math.round(COLD - 0.6 + 1.2 * chance() + door) });
  }
}

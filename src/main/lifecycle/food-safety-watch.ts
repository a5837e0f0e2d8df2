import { isColdEnough, isFoodUnsafe } from '#core/health/food-safety.ts';
import type { Slot } from '#core/slots/slot.ts';
import type { Clock } from '#core/base/ports.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { MachineStore } from '#core/store/machine-store.ts';
import type { FaultRegister } from './fault-register.ts';

/** Readings are kept this far apart; the one that crosses a limit is kept at once. */
const READING_EVERY_MS = 60_000;

export interface FoodSafetyWatch {
  onReading(celsius: number | undefined): void;
  celsius(): number | undefined;
}

export function createFoodSafetyWatch(deps: {
  readonly store: MachineStore;
  readonly slots: () => readonly Slot[];
  readonly settings: () => Settings;
  readonly faults: FaultRegister;
  readonly clock: Clock;
}): FoodSafetyWatch {
  const { store, clock, faults } = deps;
  let now: number | undefined;
  let kept: { readonly celsius: number | undefined; readonly atMs: number } | undefined;

  function keep(celsius: number | undefined): void {
    const nowMs = clock.monotonicMs();
    const isFresh = kept !== undefined && nowMs - kept.atMs < READING_EVERY_MS;
    if (isFresh && kept?.celsius === celsius) return;
    store.noteTemperature({ atMs: clock.nowMs(), celsius });
    kept = { celsius, atMs: nowMs };
  }

  function judge(celsius: number | undefined): void {
    const { foodMaxCelsius, foodGraceMinutes, foodSelections } = deps.settings();
    if (foodMaxCelsius === 'off') return;
    const limits = { maxCelsius: foodMaxCelsius, graceMinutes: foodGraceMinutes };
    if (isColdEnough(celsius, limits)) return;
    const lastColdAtMs = store.lastColdAtMs(foodMaxCelsius);
    if (!isFoodUnsafe({ nowMs: clock.nowMs(), celsius, lastColdAtMs }, limits)) return;
    const detail = celsius === undefined ? 'not read' : `${String(celsius)} °C`;
    for (const { item, selection } of deps.slots()) {
      const isFood = foodSelections === 'all' || foodSelections.includes(selection);
      if (isFood) faults.raise({ code: 'foodTooWarm', item, selection, detail });
    }
  }

  return {
    onReading: (celsius) => {
      now = celsius;
      keep(celsius);
      judge(celsius);
    },
    celsius: () => now,
  };
}

import { isColdEnough, isFoodUnsafe } from '#core/faults/food.ts';
import type { Slot } from '#core/catalogue/slot.ts';
import type { Clock } from '#core/ports.ts';
import type { Settings } from '#core/settings.ts';
import type { MachineStore, TemperatureReading } from '#core/store/machine-store.ts';
import type { FaultBook } from './fault-book.ts';

/** Readings are kept this far apart; the one that crosses a limit is kept at once. */
const READING_EVERY_MS = 60_000;
const SHOWN_MS = 24 * 3_600_000;

export interface FoodWatch {
  onReading(celsius: number | undefined): void;
  celsius(): number | undefined;
  /** The last 24 h. */
  readings(): readonly TemperatureReading[];
}

export function createFoodWatch(deps: {
  readonly store: MachineStore;
  readonly slots: () => readonly Slot[];
  readonly settings: () => Settings;
  readonly faults: FaultBook;
  readonly clock: Clock;
}): FoodWatch {
  const { store, clock, faults } = deps;
  let now: number | undefined;
  let keptAtMs: number | undefined;
  let shown: readonly TemperatureReading[] = store.temperaturesSince(clock.nowMs() - SHOWN_MS);

  function keep(celsius: number | undefined): void {
    const atMs = clock.nowMs();
    const isSame = shown.at(-1)?.celsius === celsius;
    const isFresh = keptAtMs !== undefined && clock.monotonicMs() - keptAtMs < READING_EVERY_MS;
    if (isSame && isFresh) return;
    store.noteTemperature({ atMs, celsius });
    keptAtMs = clock.monotonicMs();
    shown = [...shown.filter((reading) => reading.atMs >= atMs - SHOWN_MS), { atMs, celsius }];
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
    readings: () => shown,
  };
}

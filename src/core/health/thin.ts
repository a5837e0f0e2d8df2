import type { TemperatureReading } from './temperature.ts';

/**
 * At most about `most` readings of many, evenly in time: of each stretch the warmest is kept, so that no peak is lost.
 * A stretch with a reading that failed keeps the failure when nothing was read in it. Oldest first, as given.
 */
export function thinned(
  readings: readonly TemperatureReading[],
  most: number,
): readonly TemperatureReading[] {
  const first = readings.at(0);
  const last = readings.at(-1);
  if (first === undefined || last === undefined || readings.length <= most) return readings;
  const stretchMs = (last.atMs - first.atMs + 1) / most;
  const kept = new Map<number, TemperatureReading>();
  for (const reading of readings) {
    const stretch = Math.floor((reading.atMs - first.atMs) / stretchMs);
    const warmest = kept.get(stretch);
    if (warmest === undefined || (reading.celsius ?? -274) > (warmest.celsius ?? -274)) {
      kept.set(stretch, reading);
    }
  }
  return [...kept.values()];
}

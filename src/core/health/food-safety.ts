/** When food may not be sold any more (health and safety). */
export interface FoodLimits {
  /** °C. */
  readonly maxCelsius: number;
  readonly graceMinutes: number;
}

export interface FoodFacts {
  readonly nowMs: number;
  /** °C; undefined: the sensor is not read. */
  readonly celsius: number | undefined;
  /** When it was last known to be cold enough; undefined: never. */
  readonly lastColdAtMs: number | undefined;
}

export function isColdEnough(celsius: number | undefined, limits: FoodLimits): boolean {
  return celsius !== undefined && celsius <= limits.maxCelsius;
}

/**
 * Too warm, and not known to have been cold within the grace. A time in which nobody measured (power cut) counts as
 * warm; a machine that has never been cold is not filled yet and is given its grace from the first reading on.
 */
export function isFoodUnsafe(facts: FoodFacts, limits: FoodLimits): boolean {
  if (isColdEnough(facts.celsius, limits) || facts.lastColdAtMs === undefined) return false;
  return facts.nowMs - facts.lastColdAtMs >= limits.graceMinutes * 60_000;
}

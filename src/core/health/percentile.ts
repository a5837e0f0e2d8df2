/** How long something takes: the middle, and what one in twenty exceeds. Milliseconds. */
export interface Spread {
  readonly count: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** Nearest rank: always a value that was measured. */
function rank(sorted: readonly number[], share: number): number {
  const index = Math.max(0, Math.ceil(sorted.length * share) - 1);
  return Math.max(...sorted.slice(index, index + 1));
}

/** One spread, or none when nothing was measured. */
export function spreadsOf(valuesMs: readonly number[]): readonly Spread[] {
  if (valuesMs.length === 0) return [];
  const sorted = [...valuesMs].sort((a, b) => a - b);
  return [{ count: sorted.length, p50Ms: rank(sorted, 0.5), p95Ms: rank(sorted, 0.95) }];
}

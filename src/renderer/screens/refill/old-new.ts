/** `3 → 10`, never broken across lines. */
export function oldNew(old: number, next: number): string {
  return `${String(old)}\u00A0→\u00A0${String(next)}`;
}

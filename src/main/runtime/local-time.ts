const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** The day by the computer's own time zone: `2026-11-26`. */
export function localDay(atMs: number): string {
  const at = new Date(atMs);
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(twoDigits).join('-');
}

/** `2026-11-26 14:32` */
export function localTime(atMs: number): string {
  const at = new Date(atMs);
  return `${localDay(atMs)} ${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
}

/** From one full hour to another, over midnight when the second is the smaller one; 22 to 6: until 05:59. */
export interface QuietHours {
  /** 0-23. */
  readonly fromHour: number;
  readonly toHour: number;
}

/** Whether the machine rests in this hour of the day (0-23, the time on the wall beside it). */
export function isQuiet(quiet: 'off' | QuietHours, hour: number): boolean {
  if (quiet === 'off') return false;
  const { fromHour, toHour } = quiet;
  return fromHour < toHour ? hour >= fromHour && hour < toHour : hour >= fromHour || hour < toHour;
}

/** Touch target sizes in millimetres, slightly above the minimum so that rounding to pixels never falls below it. */
export const TARGET_MM = { normal: 14.05, gloved: 20.05 } as const;
export const GAP_MM = 2.55;
const PLACES = 6;

export type RailShape = 'column' | 'pair' | 'row' | 'block';

interface Glass {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly isGloved: boolean;
}

/** Too low for two rows of targets between head and footer. */
export function isLow({ heightMm, isGloved }: Omit<Glass, 'widthMm'>): boolean {
  const target = isGloved ? TARGET_MM.gloved : TARGET_MM.normal;
  return heightMm < 5 * (target + GAP_MM);
}

/** Layout of the six places: one or two columns beside the screen, or one or two rows below it. */
export function railShape({ widthMm, heightMm, isGloved }: Glass): RailShape {
  const target = isGloved ? TARGET_MM.gloved : TARGET_MM.normal;
  const column = (PLACES + 1) * (target + GAP_MM) + 2 * GAP_MM;
  if (widthMm >= heightMm) return column <= heightMm ? 'column' : 'pair';
  return widthMm >= PLACES * (24 + GAP_MM) ? 'row' : 'block';
}

/** Room above a plot: half the height of its top label. */
export const PLOT_TOP_MM = 3;

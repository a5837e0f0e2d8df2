/** Sizes of what is touched, in millimetres. A hair above the rule, so that rounding to pixels never falls below it. */
export const TARGET_MM = { normal: 14.05, gloved: 20.05 } as const;
export const GAP_MM = 2.55;
const PLACES = 6;

export type RailShape = 'column' | 'pair' | 'row' | 'block';

interface Glass {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly isGloved: boolean;
}

/** So low that the head and the foot of a screen leave no room for two rows of targets between them. */
export function isLow({ heightMm, isGloved }: Omit<Glass, 'widthMm'>): boolean {
  const target = isGloved ? TARGET_MM.gloved : TARGET_MM.normal;
  return heightMm < 5 * (target + GAP_MM);
}

/** How the six places lie: beside the screen in one column or two, or beneath it in one row or two. */
export function railShape({ widthMm, heightMm, isGloved }: Glass): RailShape {
  const target = isGloved ? TARGET_MM.gloved : TARGET_MM.normal;
  const column = (PLACES + 1) * (target + GAP_MM) + 2 * GAP_MM;
  if (widthMm >= heightMm) return column <= heightMm ? 'column' : 'pair';
  return widthMm >= PLACES * (24 + GAP_MM) ? 'row' : 'block';
}

/** Over a plot: half the height of the number at its top. */
export const PLOT_TOP_MM = 3;

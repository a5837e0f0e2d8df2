/** A panel that is sold with vending PCs: its diagonal, in inches, and its pixels. */
export interface Panel {
  readonly inches: number;
  readonly width: number;
  readonly height: number;
}

export const PANELS = {
  '10in-1024x600': { inches: 10.1, width: 1024, height: 600 },
  '10in-1280x800': { inches: 10.1, width: 1280, height: 800 },
  '7in-800x480': { inches: 7, width: 800, height: 480 },
  '15in-1024x768': { inches: 15, width: 1024, height: 768 },
} as const satisfies Readonly<Record<string, Panel>>;
export type PanelName = keyof typeof PANELS;

const MM_PER_INCH = 25.4;

/** Pixels to a millimetre of glass. */
export function pixelsPerMm({ inches, width, height }: Panel): number {
  return Math.hypot(width, height) / (inches * MM_PER_INCH);
}

/** What this many pixels most likely are, either way up; the smallest density of ours where nobody knows. */
export function panelOf(width: number, height: number): PanelName {
  const long = Math.max(width, height);
  const short = Math.min(width, height);
  if (long === 1280 && short === 800) return '10in-1280x800';
  if (long === 800 && short === 480) return '7in-800x480';
  if (long === 1024 && short === 768) return '15in-1024x768';
  return '10in-1024x600';
}

/** Sizes of what is touched, in millimetres. A hair above the rule, so that rounding to pixels never falls below it. */
export const TARGET_MM = { normal: 14.05, gloved: 20.05 } as const;
export const GAP_MM = 2.55;
export const PLACES = 6;

export type RailShape = 'column' | 'pair' | 'row' | 'block';

interface Glass {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly isGloved: boolean;
}

/** How the six places lie: beside the screen in one column or two, or beneath it in one row or two. */
export function railShape({ widthMm, heightMm, isGloved }: Glass): RailShape {
  const target = isGloved ? TARGET_MM.gloved : TARGET_MM.normal;
  const column = (PLACES + 1) * (target + GAP_MM) + 2 * GAP_MM;
  if (widthMm >= heightMm) return column <= heightMm ? 'column' : 'pair';
  return widthMm >= PLACES * (24 + GAP_MM) ? 'row' : 'block';
}

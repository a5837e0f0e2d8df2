import type { Language } from '../base/language.ts';

export const THEMES = ['light', 'dark', 'auto'] as const;
export type Theme = (typeof THEMES)[number];

/** How big the panel is: guessed from its pixels, told by its diagonal, or measured with a bank card. */
export type Panel = 'auto' | { readonly inches: number } | { readonly pxPerMm: number };

/** How the screen looks, set per machine. */
export interface ScreenSettings {
  /** Of the screen while nobody is signed in. */
  readonly language: Language;
  readonly theme: Theme;
  /** Targets of 20 mm. */
  readonly gloveMode: boolean;
  readonly panel: Panel;
  readonly sound: boolean;
}

const MM_PER_INCH = 25.4;

interface Pixels {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The diagonal in inches of the usual panel of so many pixels. */
function usualInches({ widthPx, heightPx }: Pixels): number {
  const longSidePx = Math.max(widthPx, heightPx);
  if (longSidePx <= 800) return 7;
  return longSidePx <= 1280 ? 10.1 : 15.6;
}

function densityOf({ widthPx, heightPx }: Pixels, inches: number): number {
  return Math.hypot(widthPx, heightPx) / (inches * MM_PER_INCH);
}

/** CSS pixels per millimetre of a panel with so many CSS pixels. */
export function pxPerMm(panel: Panel, pixels: Pixels): number {
  if (panel !== 'auto') {
    return 'pxPerMm' in panel ? panel.pxPerMm : densityOf(pixels, panel.inches);
  }
  return densityOf(pixels, usualInches(pixels));
}

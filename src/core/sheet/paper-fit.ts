/** What a printer says that it can do (PWG 5101.1, 5100.13). */
export interface PrinterAbilities {
  /** `iso_a4_210x297mm`, `na_letter_8.5x11in`, `custom_min_25x25mm`. */
  readonly media: readonly string[];
  readonly scalings: readonly string[];
}

interface Size {
  readonly widthMm: number;
  readonly heightMm: number;
}

const MM_PER_INCH = 25.4;
/** A driver knows its papers in whole points. */
const NEAR_MM = 1.2;

function sizeOf(name: string): Size | undefined {
  const [, width, height, unit] = /_(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|in)$/.exec(name) ?? [];
  const factor = unit === 'in' ? MM_PER_INCH : 1;
  return unit === undefined
    ? undefined
    : { widthMm: Number(width) * factor, heightMm: Number(height) * factor };
}

const sizesOf = (names: readonly string[]): readonly Size[] =>
  names.flatMap((name) => sizeOf(name) ?? []);

function hasPaper(media: readonly string[], wanted: Size): boolean {
  const isRange = (name: string): boolean => /^custom_(?:min|max)_/.test(name);
  const fixed = sizesOf(media.filter((name) => !isRange(name)));
  const [least] = sizesOf(media.filter((name) => name.startsWith('custom_min_')));
  const [most] = sizesOf(media.filter((name) => name.startsWith('custom_max_')));
  // Names without a size tell nothing.
  if (fixed.length === 0 && least === undefined) return true;
  const isNear = (size: Size): boolean =>
    Math.abs(size.widthMm - wanted.widthMm) <= NEAR_MM &&
    Math.abs(size.heightMm - wanted.heightMm) <= NEAR_MM;
  const isWithin =
    least !== undefined &&
    most !== undefined &&
    least.widthMm <= wanted.widthMm &&
    least.heightMm <= wanted.heightMm &&
    most.widthMm >= wanted.widthMm &&
    most.heightMm >= wanted.heightMm;
  return isWithin || fixed.some(isNear);
}

/** Whether it can print this paper true to size; what a printer does not say is not held against it. */
export function keepsSize({ media, scalings }: PrinterAbilities, wanted: Size): boolean {
  return (scalings.length === 0 || scalings.includes('none')) && hasPaper(media, wanted);
}

/** The attributes of a job that are of no size. */
const HARMLESS = /^(?:job-name|requesting-user-name|job-priority|document-name|attributes-)/;

/** An answer “done, but”: 0x0001 ignored or substituted something, 0x0002 found two wishes against each other. */
const SUBSTITUTED = 0x0001;
const CONFLICTING = 0x0002;

/** Whether the print service took a job as it was told: its status, and the names of what it left out. */
export function isTakenWhole(status: number, leftOut: readonly string[]): boolean {
  if (leftOut.length > 0) return leftOut.every((name) => HARMLESS.test(name));
  return status !== SUBSTITUTED && status !== CONFLICTING;
}

/** Bytes that fit versions 1 to 10 of a QR at the lowest error correction (ISO/IEC 18004, table 7). */
const BYTES: readonly number[] = [17, 32, 53, 78, 106, 134, 154, 192, 230, 271];
/** Modules of quiet on each side (ISO/IEC 18004, 9.1). */
const QUIET_MODULES = 4;

/** The fewest modules a side that a QR with this content can have. */
export function fewestModules(content: string): number {
  const found = BYTES.findIndex((bytes) => content.length <= bytes);
  const version = found < 0 ? BYTES.length : found + 1;
  return 17 + 4 * version;
}

/**
 * The white that a picture of this content needs around it, millimetres. Whether the picture brings quiet of its own
 * is not known, so it gets as much as the coarsest code of that content would need.
 */
export function quietMm(content: string, sideMm: number): number {
  return (sideMm * QUIET_MODULES) / fewestModules(content);
}

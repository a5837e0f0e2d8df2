/** One frame of the XY wire: `FA FB | command | length | PackNO | text … | XOR` (vend-hardware, XY 4.1). */
export interface Frame {
  readonly command: number;
  /** 1 … 255; absent in POLL and ACK, which have no text either. */
  readonly packNumber: number | undefined;
  readonly text: Uint8Array;
}

export const START = [0xfa, 0xfb] as const;
/** Start, command, length and checksum. */
export const FRAME_OVERHEAD = 5;
export const LONGEST_FRAME = FRAME_OVERHEAD + 255;
export const LAST_PACK_NUMBER = 255;

/** XOR over every byte, the start included. */
export function checksumOf(bytes: Iterable<number>): number {
  let sum = 0;
  for (const byte of bytes) sum ^= byte;
  return sum;
}

/** Throws RangeError for what no frame can hold. */
export function encodeFrame(
  command: number,
  packNumber?: number,
  text: Iterable<number> = [],
): Uint8Array {
  const body = packNumber === undefined ? [] : [packNumber, ...text];
  if (body.length > 255) throw new RangeError('the text is too long for one frame');
  const bytes = [...START, command, body.length, ...body];
  return Uint8Array.from([...bytes, checksumOf(bytes)]);
}

/** 0 is never used. */
export function nextPackNumber(packNumber: number): number {
  return packNumber === LAST_PACK_NUMBER ? 1 : packNumber + 1;
}

export const POLL_COMMAND = 0x41;
export const ACK_COMMAND = 0x42;
export const POLL_FRAME = encodeFrame(POLL_COMMAND);
export const ACK_FRAME = encodeFrame(ACK_COMMAND);

/** `FA FB 41 00 40`, as logs and recordings show it. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ');
}

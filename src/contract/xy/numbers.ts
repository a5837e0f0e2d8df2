/** Numbers on the XY wire: big-endian, unsigned unless said otherwise (vend-hardware, XY 4.1). */
export type Bytes = readonly number[];

export function u16(value: number): Bytes {
  return [(value >>> 8) & 0xff, value & 0xff];
}

export function u32(value: number): Bytes {
  return [...u16(value >>> 16), ...u16(value)];
}

/** 0 where the text is too short. */
export function byteAt(text: Uint8Array, index: number): number {
  return text[index] ?? 0;
}

export function readU16(text: Uint8Array, index: number): number {
  return byteAt(text, index) * 256 + byteAt(text, index + 1);
}

export function readU32(text: Uint8Array, index: number): number {
  return readU16(text, index) * 65_536 + readU16(text, index + 2);
}

/** One byte, two's complement. */
export function readSigned(text: Uint8Array, index: number): number {
  const value = byteAt(text, index);
  return value < 0x80 ? value : value - 0x100;
}

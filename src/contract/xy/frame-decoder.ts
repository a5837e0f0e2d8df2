import {
  ACK_COMMAND,
  checksumOf,
  FRAME_OVERHEAD,
  LONGEST_FRAME,
  POLL_COMMAND,
  START,
  type Frame,
} from './frame.ts';
import { byteAt } from './numbers.ts';

export interface DecodedFrames {
  readonly frames: readonly Frame[];
  /** Bytes that belonged to no frame. */
  readonly discarded: number;
}

/** Turns received bytes into frames, split or joined in any way. Holds at most one unfinished frame. */
export interface FrameDecoder {
  push(bytes: Uint8Array): DecodedFrames;
  /** Gives up an unfinished frame: a damaged length must not swallow what follows. */
  expire(): DecodedFrames;
  /** Bytes of a frame that is not complete yet. */
  held(): number;
}

const HEADER = 4;

/** The length that a frame at `at` claims; undefined: there is none; Infinity: too early to tell. */
function claimedLength(bytes: Uint8Array, at: number): number | undefined {
  if (bytes[at] !== START[0]) return undefined;
  if (at + 1 < bytes.length && bytes[at + 1] !== START[1]) return undefined;
  if (at + HEADER > bytes.length) return Infinity;
  const command = byteAt(bytes, at + 2);
  const length = byteAt(bytes, at + 3);
  const isBare = command === POLL_COMMAND || command === ACK_COMMAND;
  return isBare === (length === 0) ? FRAME_OVERHEAD + length : undefined;
}

function frameAt(bytes: Uint8Array, at: number, length: number): Frame | undefined {
  const end = at + length - 1;
  if (checksumOf(bytes.subarray(at, end)) !== bytes[end]) return undefined;
  const hasText = length > FRAME_OVERHEAD;
  return {
    command: byteAt(bytes, at + 2),
    packNumber: hasText ? byteAt(bytes, at + HEADER) : undefined,
    text: bytes.slice(at + HEADER + (hasText ? 1 : 0), end),
  };
}

/** Discards one byte that begins no frame and tries again from the next. */
export function createFrameDecoder(): FrameDecoder {
  let rest = new Uint8Array(0);

  function scan(bytes: Uint8Array, from: number): DecodedFrames {
    const frames: Frame[] = [];
    let at = from;
    let discarded = from;
    while (at < bytes.length) {
      const length = claimedLength(bytes, at);
      if (length !== undefined && at + length > bytes.length) break;
      const frame = length === undefined ? undefined : frameAt(bytes, at, length);
      if (length === undefined || frame === undefined) {
        discarded += 1;
        at += 1;
      } else {
        frames.push(frame);
        at += length;
      }
    }
    rest = bytes.slice(at);
    return { frames, discarded };
  }

  return {
    push: (bytes) => {
      const joined = new Uint8Array(rest.length + bytes.length);
      joined.set(rest);
      joined.set(bytes, rest.length);
      return scan(joined, 0);
    },
    expire: () => scan(rest, Math.min(1, rest.length)),
    held: () => rest.length,
  };
}

/** The decoder never holds more than this. */
export const LONGEST_HELD = LONGEST_FRAME - 1;

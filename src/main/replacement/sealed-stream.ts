import { createCipheriv, createDecipheriv } from 'node:crypto';

const PIECE = 64 * 1024;
const TAG = 16;
const COUNTER_BYTES = 11;
const CIPHER = 'aes-256-gcm';

/** The piece's number, and whether it is the last: none can be left out, repeated, moved or cut off. */
function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(COUNTER_BYTES + 1);
  nonce.writeUIntBE(number, COUNTER_BYTES - 6, 6);
  nonce[COUNTER_BYTES] = isLast ? 1 : 0;
  return nonce;
}

interface Sealing {
  /** For one stream only: the nonces begin at 0. */
  readonly key: Buffer;
  /** What stands before the stream, and is vouched for with it. */
  readonly before: Buffer;
}

function sealPiece(piece: Buffer, nonce: Buffer, { key, before }: Sealing): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonce);
  cipher.setAAD(before);
  return Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
}

/** Encrypts in pieces of 64 KiB, each AES-256-GCM with its tag. */
export async function* sealed(
  plain: AsyncIterable<Uint8Array>,
  sealing: Sealing,
): AsyncGenerator<Buffer> {
  let waiting = Buffer.alloc(0);
  let number = 0;
  for await (const part of plain) {
    waiting = Buffer.concat([waiting, part]);
    // The last piece is known only when nothing follows.
    while (waiting.length > PIECE) {
      yield sealPiece(waiting.subarray(0, PIECE), nonceOf(number, false), sealing);
      waiting = waiting.subarray(PIECE);
      number += 1;
    }
  }
  yield sealPiece(waiting, nonceOf(number, true), sealing);
}

/** The pieces in order. Throws at the first that is not as it was written, or missing. */
export function* unsealed(stream: Buffer, { key, before }: Sealing): Generator<Buffer> {
  const whole = PIECE + TAG;
  for (let at = 0, number = 0; at === 0 || at < stream.length; at += whole, number += 1) {
    const piece = stream.subarray(at, at + whole);
    if (piece.length < TAG) throw new RangeError('The end is missing.');
    const isLast = at + whole >= stream.length;
    const decipher = createDecipheriv(CIPHER, key, nonceOf(number, isLast));
    decipher.setAAD(before);
    decipher.setAuthTag(piece.subarray(piece.length - TAG));
    const content = decipher.update(piece.subarray(0, piece.length - TAG));
    yield Buffer.concat([content, decipher.final()]);
  }
}

import { createLineDecoder, LONGEST_LINE } from '#contract/qibixx/line-decoder.ts';
import { decodeResponse } from '#contract/qibixx/responses.ts';
import { createFrameDecoder, LONGEST_HELD } from '#contract/xy/frame-decoder.ts';
import { checksumOf, encodeFrame, hexOf, POLL_FRAME, type Frame } from '#contract/xy/frame.ts';
import { decodeReport } from '#contract/xy/reports.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const rebuilt = ({ command, packNumber, text }: Frame): Uint8Array =>
  encodeFrame(command, packNumber, text);

/** Frames that say something, with their bytes. */
const anyFrame = fc.oneof(
  fc.constant(POLL_FRAME),
  fc
    .tuple(
      fc.integer({ min: 1, max: 255 }).filter((code) => code !== 0x41 && code !== 0x42),
      fc.integer({ min: 1, max: 255 }),
      fc.uint8Array({ maxLength: 40 }),
    )
    .map(([command, pack, text]) => encodeFrame(command, pack, text)),
);

/** Garbage that cannot begin a frame. */
const harmless = fc.uint8Array({ maxLength: 30 }).map((bytes) => bytes.map((b) => b & 0x7f));

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function pieces(bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] {
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [...ends, bytes.length].map((end, index) =>
    bytes.subarray(index === 0 ? 0 : ends[index - 1], end),
  );
}

describe('the XY decoder', () => {
  it('finds every frame, however it is split and whatever lies between', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(harmless, anyFrame), { maxLength: 12 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        (parts, cuts) => {
          const decoder = createFrameDecoder();
          const whole = joined(parts.flat());
          const heard = pieces(whole, cuts).map((piece) => decoder.push(piece));
          const frames = heard.flatMap((part) => part.frames.map((one) => hexOf(rebuilt(one))));
          expect(frames).toEqual(parts.map(([, frame]) => hexOf(frame)));
          const garbage = parts.reduce((sum, [bytes]) => sum + bytes.length, 0);
          expect(heard.reduce((sum, { discarded }) => sum + discarded, 0)).toBe(garbage);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('a damaged byte costs its own frame and no other, once the line is quiet', () => {
    fc.assert(
      fc.property(
        anyFrame,
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        anyFrame,
        (frame, at, flip, next) => {
          const broken = Uint8Array.from(frame);
          const index = at % broken.length;
          broken[index] = (broken[index] ?? 0) ^ flip;
          const decoder = createFrameDecoder();
          const heard = [decoder.push(broken)];
          while (decoder.held() > 0) heard.push(decoder.expire());
          const wrong = heard.flatMap((part) => part.frames.map((one) => hexOf(rebuilt(one))));
          expect(wrong).not.toContain(hexOf(frame));
          expect(decoder.push(next).frames.map((one) => hexOf(rebuilt(one)))).toEqual([
            hexOf(next),
          ]);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('expires nothing when it holds nothing', () => {
    expect(createFrameDecoder().expire()).toEqual({ frames: [], discarded: 0 });
  });
});

/** Small, fast and the same every time. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
}

const TEN_MILLION = 10_000_000;

/** Ten million bytes in chunks of any size, a good part of them made to look right. */
function* flood(seed: number, lookalikes: readonly Uint8Array[]): Generator<Uint8Array> {
  const next = noise(seed);
  let sent = 0;
  while (sent < TEN_MILLION) {
    const chunk = Uint8Array.from({ length: 1 + (next() % 2_000) }, () => next() & 0xff);
    for (let spot = next() % 40; spot < chunk.length; spot += 1 + (next() % 90)) {
      const bytes = lookalikes[next() % lookalikes.length] ?? new Uint8Array();
      chunk.set(bytes.subarray(0, chunk.length - spot), spot);
    }
    sent += chunk.length;
    yield chunk;
  }
}

describe('ten million bytes of noise', () => {
  it('XY: every frame that is told was there byte for byte, and no more is held than one frame', () => {
    const decoder = createFrameDecoder();
    const lookalikes = [
      Uint8Array.of(0xfa),
      Uint8Array.of(0xfa, 0xfb, 0x04, 0x04),
      Uint8Array.of(0xfa, 0xfb, 0x70, 0xff),
      POLL_FRAME,
      encodeFrame(0x04, 9, [2, 0, 12]),
    ];
    let tail: Uint8Array = new Uint8Array();
    let told = 0;
    for (const chunk of flood(7, lookalikes)) {
      const window = joined([tail.subarray(-LONGEST_HELD), chunk]);
      const { frames } = decoder.push(chunk);
      let from = 0;
      for (const frame of frames) {
        const bytes = rebuilt(frame);
        const at = Buffer.from(window).indexOf(bytes, from);
        if (at < 0 || checksumOf(bytes.subarray(0, -1)) !== bytes.at(-1)) {
          throw new Error(`told what was not said: ${hexOf(bytes)}`);
        }
        from = at + bytes.length;
        decodeReport(frame);
        told += 1;
      }
      tail = window;
      if (decoder.held() > LONGEST_HELD) throw new Error('holds more than a frame');
    }
    expect(told).toBeGreaterThan(10_000);
  });

  it('Qibixx: every line that is told is one of printable words, and none is longer than a line', () => {
    const decoder = createLineDecoder();
    const ascii = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
    const lookalikes = [ascii('\r\n'), ascii('\nc,VEND,SUCCESS\n'), ascii('c,STATUS,VEND,25.00,5')];
    let told = 0;
    for (const chunk of flood(11, lookalikes)) {
      for (const line of decoder.push(chunk).lines) {
        if (line.length > LONGEST_LINE || !/^[ -~]+$/.test(line)) throw new Error(line);
        decodeResponse(line, 2);
        told += 1;
      }
    }
    expect(told).toBeGreaterThan(10_000);
  });
});

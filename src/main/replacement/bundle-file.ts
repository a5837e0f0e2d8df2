import {
  BUNDLE_FIRST_LINE,
  bundleHeaderSchema,
  type BundleHeader,
} from '#contract/relay/bundle.ts';
import type { BundleFacts, BundleFault } from '#core/replacement/bundle.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import { createGunzip, createGzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { keyForBundle, keyOfBundle, type RecoveryKey } from './recovery-key.ts';
import { sealed, unsealed } from './sealed-stream.ts';

const LONGEST_HEADER = 4_096;
const LINE_END = 0x0a;

/** A bundle whose header could be read. */
export interface ReadableBundle {
  readonly facts: BundleFacts;
  /** Decrypts it. Each piece is as it was written; what is damaged further on throws after them: use nothing before the end. */
  open(recoveryCode: string): Promise<Result<AsyncIterable<Uint8Array>, BundleFault>>;
}

/** A bundle, piece by piece: what anybody may read, then `content` compressed and encrypted. */
export async function* bundleOf(
  facts: BundleFacts,
  content: AsyncIterable<Uint8Array>,
  recovery: RecoveryKey,
): AsyncGenerator<Uint8Array> {
  const { key, hint } = keyForBundle(recovery);
  const header: BundleHeader = { ...facts, ...hint };
  const before = Buffer.from(`${BUNDLE_FIRST_LINE}${JSON.stringify(header)}\n`);
  yield before;
  yield* sealed(Readable.from(content, { objectMode: false }).pipe(createGzip()), { key, before });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function headerIn(
  bytes: Buffer,
): { readonly header: BundleHeader; readonly before: Buffer } | undefined {
  const start = bytes.subarray(0, BUNDLE_FIRST_LINE.length + LONGEST_HEADER);
  if (!start.toString('latin1').startsWith(BUNDLE_FIRST_LINE)) return undefined;
  const end = start.indexOf(LINE_END, BUNDLE_FIRST_LINE.length);
  const header = bundleHeaderSchema.safeParse(
    parsed(start.toString('utf8', BUNDLE_FIRST_LINE.length, end)),
  );
  if (end === -1 || !header.success) return undefined;
  return { header: header.data, before: bytes.subarray(0, end + 1) };
}

export function readBundle(file: Uint8Array): Result<ReadableBundle, BundleFault> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const found = headerIn(bytes);
  if (found === undefined) return err('bundle-unknown');
  const { header, before } = found;
  const { kind, machineId, madeAtMs, software, schema } = header;
  return ok({
    facts: { kind, machineId, madeAtMs, software, schema },
    open: async (recoveryCode) => {
      const key = await keyOfBundle(recoveryCode, header);
      if (key === undefined) return err('bundle-code');
      const stream = unsealed(bytes.subarray(before.length), { key, before });
      const gunzip = createGunzip();
      const source = Readable.from(stream, { objectMode: false });
      source.once('error', (error) => {
        gunzip.destroy(error);
      });
      return ok(source.pipe(gunzip));
    },
  });
}

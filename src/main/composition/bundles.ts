import { KioskError } from '#core/base/errors.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { BundleFacts, BundleFault, BundleKind } from '#core/replacement/bundle.ts';
import { createReadStream, openSync, closeSync, fsyncSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { hardwareSchema, readKioskConfig, type HardwareConfig } from '../config/config.ts';
import { OWNER_FILE } from '../config/private-files.ts';
import { bundleOf, type ReadableBundle } from '../replacement/bundle-file.ts';
import type { RecoveryKey } from '../replacement/recovery-key.ts';
import { VERSION } from '../runtime/version.ts';
import { copyStore } from '../store/copy-store.ts';
import { KIOSK_MIGRATIONS } from '../store/kiosk-schema.ts';

/** The first line inside a bundle; the database follows it. The credential is never in it: it stays in its PC. */
const insideSchema = z.object({ relayUrl: z.string(), hardware: hardwareSchema });

export interface Inside {
  readonly relayUrl: string;
  readonly hardware: HardwareConfig;
}

export interface BundleOrder {
  readonly dataDir: string;
  readonly kind: BundleKind;
  /** Of a `machine` bundle: sales that began before are left out unless they are unfinished, wall clock. 0: none. */
  readonly sinceMs: number;
  readonly recovery: RecoveryKey;
  readonly nowMs: number;
}

/** While a bundle is made, the copy of the database; a later one writes over what a power cut left. */
function draftOf(dataDir: string): string {
  return join(dataDir, 'bundle.db');
}

function removeDraft(path: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(path + end, { force: true });
}

async function* contentOf(inside: Inside, database: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${JSON.stringify(inside)}\n`);
  yield* createReadStream(database);
}

/** Makes a bundle of this machine, piece by piece, also while its kiosk runs. Throws `store/…`, `config/missing`. */
export async function* makeBundle(order: BundleOrder): AsyncGenerator<Uint8Array> {
  const { dataDir, kind, recovery, nowMs } = order;
  const config = readKioskConfig(dataDir);
  if (config === undefined) throw new KioskError('config/missing', 'No machine is enrolled here.');
  const draft = draftOf(dataDir);
  removeDraft(draft);
  try {
    await copyStore(join(dataDir, 'kiosk.db'), draft, kind === 'setup' ? 'setup' : order.sinceMs);
    const facts: BundleFacts = {
      ...{ kind, machineId: config.machineId, madeAtMs: nowMs },
      ...{ software: VERSION, schema: KIOSK_MIGRATIONS.length },
    };
    const inside = { relayUrl: config.relay.url, hardware: config.hardware };
    yield* bundleOf(facts, contentOf(inside, draft), recovery);
  } finally {
    removeDraft(draft);
  }
}

/** Where what is inside a bundle goes: its first line, then the database. */
class Unpacking {
  readonly #file: number;
  #line: Buffer | undefined = Buffer.alloc(0);
  #inside: Inside | undefined;

  constructor(file: number) {
    this.#file = file;
  }

  take(piece: Uint8Array): void {
    if (this.#line === undefined) {
      writeSync(this.#file, piece);
      return;
    }
    const known = Buffer.concat([this.#line, piece]);
    const end = known.indexOf('\n');
    this.#line = end === -1 ? known : undefined;
    if (end === -1) return;
    this.#inside = insideSchema.parse(JSON.parse(known.toString('utf8', 0, end)));
    writeSync(this.#file, known.subarray(end + 1));
  }

  inside(): Inside | undefined {
    return this.#inside;
  }
}

/** Writes the database of a bundle into a new file, durably. @returns what else is inside */
export async function unpackBundle(
  bundle: ReadableBundle,
  recoveryCode: string,
  path: string,
): Promise<Result<Inside, BundleFault>> {
  const content = await bundle.open(recoveryCode);
  if (!content.ok) return content;
  removeDraft(path);
  const file = openSync(path, 'wx', OWNER_FILE);
  try {
    const unpacking = new Unpacking(file);
    for await (const piece of content.value) unpacking.take(piece);
    fsyncSync(file);
    const inside = unpacking.inside();
    return inside === undefined ? err('bundle-damaged') : ok(inside);
  } catch {
    // Decryption, decompression or what stood inside: it is not what was written.
    return err('bundle-damaged');
  } finally {
    closeSync(file);
  }
}

import { reasonOf } from '#core/base/errors.ts';
import type { CancelSignal, Clock } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { UpdateManifest } from '#core/update/manifest.ts';
import { createHash } from 'node:crypto';
import type { SignedUpdate, VersionsFolder } from './versions-folder.ts';

/** Where an AppImage is read from. */
export interface UpdateReader {
  /** From this byte on; `totalBytes`: of the whole file. The error is a sentence: it may work later. */
  open(
    fromByte: number,
  ): Promise<
    Result<{ readonly totalBytes: number; readonly pieces: AsyncIterable<Uint8Array> }, string>
  >;
}

/** `interrupted`: what is here stays, and is gone on with. */
export type FetchFault =
  | { readonly kind: 'interrupted'; readonly detail: string }
  | { readonly kind: 'refused'; readonly why: 'truncated' | 'tampered' };

interface FetchDeps {
  readonly folder: VersionsFolder;
  readonly clock: Pick<Clock, 'monotonicMs' | 'setTimer'>;
  readonly reader: UpdateReader;
  /** Bytes a second; undefined: as fast as it goes. Asked again and again. */
  readonly limit: () => number | undefined;
  readonly cut: CancelSignal;
  readonly onProgress: (bytes: number) => void;
}

/** So much is written before it is forced onto the disk: a power cut costs no more than this. */
const SYNC_EVERY_BYTES = 4 * 1024 * 1024;
/** Smaller pieces are gathered. */
const WRITE_BYTES = 256 * 1024;

const refused = (why: 'truncated' | 'tampered'): FetchFault => ({ kind: 'refused', why });

/** Ends early when the fetch is cut. */
function pause({ clock, cut }: Pick<FetchDeps, 'clock' | 'cut'>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      cancel();
      cut.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.setTimer(ms, end);
    cut.addEventListener('abort', end);
  });
}

async function sha512Of(folder: VersionsFolder, path: string): Promise<string> {
  const hash = createHash('sha512');
  for await (const piece of folder.disk.stream(path)) hash.update(piece);
  return hash.digest('hex');
}

/** Pieces of at least this size, so that a slow line does not cost a write for every packet. */
async function* gathered(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    waiting.push(piece);
    bytes += piece.length;
    if (bytes < WRITE_BYTES) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}

/** Writes piece after piece, no faster than the limit. @returns the size that the file has then */
async function write(
  deps: FetchDeps,
  path: string,
  { from, pieces }: { readonly from: number; readonly pieces: AsyncIterable<Uint8Array> },
): Promise<number> {
  const { disk } = deps.folder;
  let at = from;
  let syncedAt = from;
  for await (const piece of gathered(pieces)) {
    if (deps.cut.aborted) break;
    const beganMs = deps.clock.monotonicMs();
    await disk.append(path, piece);
    at += piece.length;
    deps.onProgress(at);
    if (at - syncedAt >= SYNC_EVERY_BYTES) {
      await disk.sync(path);
      syncedAt = at;
    }
    const perSecond = deps.limit();
    const dueMs = perSecond === undefined ? 0 : (piece.length / perSecond) * 1000;
    const leftMs = dueMs - (deps.clock.monotonicMs() - beganMs);
    if (leftMs > 0) await pause(deps, leftMs);
  }
  if (at > syncedAt) await disk.sync(path);
  return at;
}

/** Appends what is missing. Undefined: the file has its signed size now. */
async function gather(
  deps: FetchDeps,
  { sizeBytes }: UpdateManifest,
  { path, from }: { readonly path: string; readonly from: number },
): Promise<FetchFault | undefined> {
  deps.onProgress(from);
  if (from >= sizeBytes) return undefined;
  const opened = await deps.reader.open(from);
  if (!opened.ok) return { kind: 'interrupted', detail: opened.error };
  const { totalBytes, pieces } = opened.value;
  if (totalBytes !== sizeBytes) return refused('truncated');
  const at = await write(deps, path, { from, pieces });
  if (at >= sizeBytes) return undefined;
  return { kind: 'interrupted', detail: `${String(at)} of ${String(sizeBytes)} bytes are here` };
}

/**
 * Fetches the AppImage of an update, going on where an earlier try ended, and makes a version of it once its size and SHA-512
 * are the signed ones. What is not what was signed is deleted.
 */
export async function fetchUpdate(
  deps: FetchDeps,
  update: SignedUpdate,
): Promise<Result<void, FetchFault>> {
  const { folder } = deps;
  const { manifest } = update;
  const path = folder.partOf(manifest);
  try {
    await folder.prepare(manifest);
    const from = (await folder.disk.size(path)) ?? 0;
    const fault = await gather(deps, manifest, { path, from });
    if (fault?.kind === 'interrupted') return err(fault);
    const isRight = fault === undefined && (await sha512Of(folder, path)) === manifest.sha512;
    if (!isRight) {
      await folder.disk.remove(path);
      // What an earlier try had left may have suffered from a power cut: all of it is fetched again before anybody is blamed.
      const damaged = {
        kind: 'interrupted',
        detail: 'what an earlier try had left is damaged',
      } as const;
      return err(from > 0 ? damaged : (fault ?? refused('tampered')));
    }
    await folder.stage(update);
    return ok(undefined);
  } catch (error) {
    return err({ kind: 'interrupted', detail: reasonOf(error) });
  }
}

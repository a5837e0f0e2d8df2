import { LARGEST_UPDATE_FILE, UPDATE_FILE_ENDING } from '#contract/update/update-file.ts';
import { updateFileSchema, updateManifestSchema } from '#contract/update/update-file.ts';
import { reasonOf } from '#core/base/errors.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { isForRing, type UpdateManifest, type UpdateRing } from '#core/update/manifest.ts';
import { compareVersions } from '#core/update/version.ts';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** How long a reading of the folder holds. */
const READ_EVERY_MS = 60_000;

/** A version in the folder of releases. The relay reads what it says and vouches for nothing: the machines do. */
export interface Release {
  readonly manifest: UpdateManifest;
  /** The update file, as it is sent. */
  readonly text: string;
  /** Path of the AppImage. */
  readonly image: string;
  /** Its size when the folder was read. */
  readonly bytes: number;
}

/** The operator's folder of versions. A file that is put there or taken away counts within a minute. */
export interface Releases {
  /** The newest version that is for a machine in this ring; undefined: none that is newer than `than`. */
  newestFor(ring: UpdateRing, kind: string, than: string): Promise<Release | undefined>;
  /** By the SHA-512 of its AppImage. */
  find(sha512: string): Promise<Release | undefined>;
}

function parse(text: string): UpdateManifest | undefined {
  try {
    const file = updateFileSchema.parse(JSON.parse(text));
    const words = Buffer.from(file.signed, 'base64').toString('utf8');
    return updateManifestSchema.parse(JSON.parse(words));
  } catch {
    return undefined;
  }
}

async function readRelease(folder: string, name: string): Promise<Release | undefined> {
  const path = join(folder, name);
  const image = path.replace(UPDATE_FILE_ENDING, '.AppImage');
  const about = await stat(path);
  const text = about.size > LARGEST_UPDATE_FILE ? '' : await readFile(path, 'utf8');
  const manifest = parse(text);
  const file = await stat(image).catch(() => undefined);
  if (manifest === undefined || file?.isFile() !== true) return undefined;
  return { manifest, text, image, bytes: file.size };
}

export function createReleases(
  folder: string,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Releases {
  let readAtMs: number | undefined;
  let known: Promise<readonly Release[]> = Promise.resolve([]);

  async function readFolder(): Promise<readonly Release[]> {
    try {
      const names = (await readdir(folder)).filter((name) => name.endsWith(UPDATE_FILE_ENDING));
      const found: Release[] = [];
      for (const name of names) {
        const release = await readRelease(folder, name);
        if (release === undefined) log.warn('relay.release-unreadable', { file: name });
        else found.push(release);
      }
      return found;
    } catch (error) {
      log.error('relay.releases-unreadable', { folder, reason: reasonOf(error) });
      return [];
    }
  }

  function all(): Promise<readonly Release[]> {
    const nowMs = clock.monotonicMs();
    if (readAtMs === undefined || nowMs - readAtMs >= READ_EVERY_MS) {
      readAtMs = nowMs;
      known = readFolder();
    }
    return known;
  }

  return {
    newestFor: async (ring, kind, than) => {
      const fitting = (await all()).filter(
        ({ manifest }) =>
          manifest.kind === kind &&
          isForRing(manifest.ring, ring) &&
          compareVersions(manifest.version, than) > 0 &&
          manifest.expiresAtMs > clock.nowMs(),
      );
      return fitting
        .toSorted((one, other) => compareVersions(one.manifest.version, other.manifest.version))
        .at(-1);
    },
    find: async (sha512) => (await all()).find(({ manifest }) => manifest.sha512 === sha512),
  };
}

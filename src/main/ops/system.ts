import type { SystemFacts } from '#core/health/system-facts.ts';
import { statfsSync, statSync } from 'node:fs';
import { arch, platform, release } from 'node:os';
import { join } from 'node:path';

interface SystemDeps {
  readonly dataDir: string;
  readonly version: string;
  readonly schemaVersion: number;
  readonly startedAtMs: number;
  readonly clockOffsetMs: () => number | undefined;
}

/** The libraries that matter for support, in the order people ask for them. */
const SHOWN_VERSIONS = ['electron', 'chrome', 'node'] as const;

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function diskOf(folder: string): { readonly free: number; readonly total: number } | undefined {
  try {
    const { bavail, blocks, bsize } = statfsSync(folder);
    return { free: bavail * bsize, total: blocks * bsize };
  } catch {
    return undefined;
  }
}

/** Disk, database, clock and versions, as they are now. */
export function readSystemFacts(deps: SystemDeps): SystemFacts {
  const disk = diskOf(deps.dataDir);
  const files = ['kiosk.db', 'kiosk.db-wal', 'kiosk.db-shm'];
  const libraries = SHOWN_VERSIONS.flatMap((name) => {
    // Outside the window's program there is no Electron and no Chrome.
    const version = Object.entries(process.versions).find(([library]) => library === name)?.[1];
    return version === undefined ? [] : [{ name, version }];
  });
  return {
    diskFreeBytes: disk?.free,
    diskTotalBytes: disk?.total,
    databaseBytes: files.reduce((sum, name) => sum + sizeOf(join(deps.dataDir, name)), 0),
    schemaVersion: deps.schemaVersion,
    versions: [{ name: 'Vendskap', version: deps.version }, ...libraries],
    platform: `${platform()} ${release()} ${arch()}`,
    startedAtMs: deps.startedAtMs,
    clockOffsetMs: deps.clockOffsetMs(),
  };
}

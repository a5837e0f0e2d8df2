import {
  appendFileSync,
  cpSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join, normalize } from 'node:path';
import { createUpdateDisk, type UpdateDisk } from '../../src/main/update/disk.ts';

/** The power is gone. */
export class PowerCut extends Error {}

/**
 * What a power cut leaves: everything that was done (`kept`); every name, but of files that were not synced only half of the bytes
 * (`bytes`); or no name that was given since its folder was synced (`names`).
 */
export const LOSSES = ['kept', 'bytes', 'names'] as const;
export type Loss = (typeof LOSSES)[number];

/** The steps of one test, counted over kiosk and chooser, in a folder that both write to. */
export interface Steps {
  /** Counter, log and what renames replaced. */
  readonly folder: string;
  /** The step that does not happen any more; 0: none. */
  readonly cutAt: number;
}

const read = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

export function stepsDone({ folder }: Steps): number {
  return Number(read(join(folder, 'count')) || '0');
}

function note(steps: Steps, line: string): void {
  appendFileSync(join(steps.folder, 'log'), `${line}\n`);
}

/** Counts a step before it happens. Throws when the power goes. */
function step(steps: Steps): number {
  const count = stepsDone(steps) + 1;
  writeFileSync(join(steps.folder, 'count'), String(count));
  if (steps.cutAt !== 0 && count >= steps.cutAt) throw new PowerCut();
  return count;
}

interface Renamed {
  readonly from: string;
  readonly to: string;
  readonly step: string;
}

/** Leaves the folder of versions as a disk has it after the cut. */
export function losePower(versions: string, steps: Steps, loss: Loss): void {
  const dirty = new Set<string>();
  let renamed: Renamed[] = [];
  for (const line of read(join(steps.folder, 'log')).split('\n')) {
    const [verb, one = '', two = '', count = ''] = line.split(' ');
    if (verb === 'write') dirty.add(normalize(one));
    if (verb === 'sync' && one === '.') renamed = [];
    else if (verb === 'sync') dirty.delete(normalize(one));
    if (verb !== 'mv') continue;
    renamed.push({ from: one, to: two, step: count });
    for (const path of [...dirty]) {
      if (path !== normalize(one)) continue;
      dirty.delete(path);
      dirty.add(normalize(two));
    }
  }
  if (loss === 'bytes') {
    for (const path of dirty) {
      const file = join(versions, path);
      if (existsSync(file) && statSync(file).isFile()) {
        truncateSync(file, Math.floor(statSync(file).size / 2));
      }
    }
  }
  if (loss !== 'names') return;
  for (const { from, to, step: count } of renamed.reverse()) {
    const target = join(versions, to);
    if (!existsSync(target)) continue;
    renameSync(target, join(versions, from));
    const before = join(steps.folder, `undo.${count}`);
    if (existsSync(before)) cpSync(before, target, { recursive: true });
  }
}

/** The kiosk's disk: real files, every step counted and noted. */
export function createCutDisk(folder: string, steps: Steps): UpdateDisk {
  const disk = createUpdateDisk(folder);
  return {
    ...disk,
    write: async (path, text) => {
      step(steps);
      await disk.write(path, text);
      note(steps, `write ${path}`);
    },
    append: async (path, bytes) => {
      step(steps);
      await disk.append(path, bytes);
      note(steps, `write ${path}`);
    },
    sync: async (path) => {
      step(steps);
      await disk.sync(path);
      note(steps, `sync ${path}`);
    },
    rename: async (from, to) => {
      const count = step(steps);
      const replaced = join(folder, to);
      if (existsSync(replaced)) {
        cpSync(replaced, join(steps.folder, `undo.${String(count)}`), { recursive: true });
      }
      await disk.rename(from, to);
      note(steps, `mv ${from} ${to} ${String(count)}`);
    },
    remove: async (path) => {
      step(steps);
      await disk.remove(path);
    },
    makeFolder: async (path) => {
      step(steps);
      await disk.makeFolder(path);
    },
    makeExecutable: async (path) => {
      step(steps);
      await disk.makeExecutable(path);
    },
  };
}

/** Programs that stand before mv, sync and rm in the chooser's PATH: each counts its step, and at the last one kills everything. */
const STEP = `#!/bin/sh
name=\${0##*/}
count=$(($(cat "$CUT_STEPS/count" 2>/dev/null || echo 0) + 1))
echo $count >"$CUT_STEPS/count"
if [ "$CUT_AT" -ne 0 ] && [ $count -ge "$CUT_AT" ]; then
  kill -s KILL -- "-$CUT_GROUP"
  kill -s KILL 0
fi
case $name in
  mv)
    for word; do from=\${to:-}; to=$word; done
    [ ! -e "$to" ] || cp -a "$to" "$CUT_STEPS/undo.$count"
    /bin/mv "$@" || exit 1
    echo "mv $from $to $count" >>"$CUT_STEPS/log"
    ;;
  sync)
    echo "sync $1" >>"$CUT_STEPS/log"
    ;;
  rm) exec /bin/rm "$@" ;;
esac
`;

/** @returns the folder for the PATH */
export function makeStepPrograms(folder: string): string {
  for (const name of ['mv', 'sync', 'rm']) {
    writeFileSync(join(folder, name), STEP, { mode: 0o755 });
  }
  return folder;
}

export function clearSteps({ folder }: Steps): void {
  rmSync(join(folder, 'log'), { force: true });
}

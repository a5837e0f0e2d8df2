import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ok } from '#core/base/result.ts';
import { readChooserState } from '#core/update/chooser-state.ts';
import { createSystemClock } from '../../src/main/runtime/clock.ts';
import { createUpdater, type Updater } from '../../src/main/update/updater.ts';
import { createVersionsFolder } from '../../src/main/update/versions-folder.ts';
import { createListLog } from '../unit/main/gateway/standing-clock.ts';
import { IDLE } from '../support/updates/update-world.ts';
import {
  CHOOSER,
  installedVersions,
  signedVersion,
  standIn,
  type Behaviour,
} from '../support/updates/versions.ts';
import {
  clearSteps,
  createCutDisk,
  losePower,
  LOSSES,
  makeStepPrograms,
  PowerCut,
  stepsDone,
  type Loss,
  type Steps,
} from './cut-disk.ts';

const SIZE = 600_000;
/** So many at the same time: each mostly waits for processes to start. */
const AT_ONCE = 4;
/** More lives than any story needs: one that goes on longer never comes to rest. */
const MOST_LIVES = 12;

const template = installedVersions(
  signedVersion('0.1.0', { image: standIn('0.1.0', 'ends well') }),
);
const tools = makeStepPrograms(mkdtempSync(join(tmpdir(), 'vendskap-steps-')));

afterAll(() => {
  template.close();
  rmSync(tools, { recursive: true, force: true });
});

/** One start by the chooser. @returns its exit code; null: the power went */
async function startOnce(versions: string, steps: Steps): Promise<number | null> {
  const child = spawn(
    '/bin/sh',
    ['-c', 'export CUT_GROUP=$$; exec "$0" run "$1"', CHOOSER, versions],
    {
      stdio: 'ignore',
      detached: true,
      env: {
        ...process.env,
        PATH: `${tools}:${process.env['PATH'] ?? ''}`,
        CUT_STEPS: steps.folder,
        CUT_AT: String(steps.cutAt),
        VENDSKAP_HEALTH_SECONDS: '60',
      },
    },
  );
  return new Promise((resolve) => {
    child.once('exit', resolve);
  });
}

/** The version that runs takes the new one and asks for it, unless the power goes. @returns false: it went */
async function takeUpdate(
  versions: string,
  steps: Steps,
  next: ReturnType<typeof signedVersion>,
): Promise<boolean> {
  const current = readChooserState(readFileSync(join(versions, 'state'), 'utf8'))?.current ?? '';
  let hasLeft = false;
  const power = { isCut: false };
  const disk = createCutDisk(versions, steps);
  const updater: Updater = createUpdater({
    folder: createVersionsFolder(disk),
    ...{ versionId: current, version: '0.1.0', kind: 'kiosk-linux-x64' },
    ...{ ownSchema: 12, databaseSchema: () => 12, isTrial: () => false },
    relayReader: () => ({
      open: (fromByte) => {
        async function* pieces(): AsyncGenerator<Uint8Array> {
          await Promise.resolve();
          yield next.image.subarray(fromByte);
        }
        return Promise.resolve(ok({ totalBytes: next.image.length, pieces: pieces() }));
      },
    }),
    limit: () => undefined,
    surroundings: () => IDLE,
    clock: createSystemClock(),
    log: createListLog(),
    onChange: () => undefined,
    leave: () => {
      hasLeft = true;
    },
  });
  const cut = (error: unknown): void => {
    if (!(error instanceof PowerCut)) throw error;
    power.isCut = true;
  };
  await updater.start().catch(cut);
  if (!power.isCut) await updater.onOffer({ text: next.text, ring: 'all' }).catch(cut);
  const isOver = (): boolean =>
    hasLeft || power.isCut || (steps.cutAt !== 0 && stepsDone(steps) >= steps.cutAt);
  for (let turn = 0; turn < 2_000 && !isOver(); turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    if (updater.view().refused !== undefined) break;
  }
  updater.stop();
  return steps.cutAt === 0 || stepsDone(steps) < steps.cutAt;
}

interface Story {
  readonly behaviour: Behaviour;
  readonly ends: 'new' | 'old';
  readonly losses: readonly Loss[];
}

/** Lives through the story, with the power going at one step, until nothing changes any more. @returns the steps that it took */
async function live(story: Story, cutAt: number, loss: Loss): Promise<number> {
  const root = mkdtempSync(join(tmpdir(), 'vendskap-cut-'));
  const versions = join(root, 'versions');
  cpSync(template.folder, versions, { recursive: true });
  const folder = join(root, 'steps');
  mkdirSync(folder);
  const next = signedVersion('0.2.0', { image: standIn('0.2.0', story.behaviour, SIZE) });
  let steps: Steps = { folder, cutAt };
  const state = () => readChooserState(readFileSync(join(versions, 'state'), 'utf8'));
  const isOver = (): boolean => {
    const now = state();
    const isNew = now?.current === next.id;
    const isGivenUp = now?.givenUp.some(({ id }) => id === next.id) === true;
    return now?.trial === undefined && (story.ends === 'new' ? isNew : isGivenUp);
  };
  const powerIsBack = (): void => {
    losePower(versions, steps, loss);
    clearSteps(steps);
    steps = { folder, cutAt: 0 };
  };
  let lives = 0;
  try {
    for (; lives < MOST_LIVES && !(existsSync(join(versions, 'state')) && isOver()); lives += 1) {
      const code = await startOnce(versions, steps);
      if (code === null || (steps.cutAt !== 0 && stepsDone(steps) >= steps.cutAt)) {
        powerIsBack();
        continue;
      }
      // A version started, whatever happened before.
      expect([0, 1, 3]).toContain(code);
      if (isOver()) break;
      const now = state();
      if (now?.trial === undefined && !(await takeUpdate(versions, steps, next))) powerIsBack();
    }
    expect(lives).toBeLessThan(MOST_LIVES);
    const took = stepsDone(steps);
    expect(await startOnce(versions, { folder, cutAt: 0 })).toBe(0);
    const starts = readFileSync(join(versions, 'starts.txt'), 'utf8').trim().split('\n');
    expect(starts.at(-1)?.trim()).toBe(story.ends === 'new' ? '0.2.0 no' : '0.1.0 no');
    const right = story.ends === 'new' ? next.image : standIn('0.1.0', 'ends well');
    const runs = state()?.current ?? '';
    expect(readFileSync(join(versions, runs, 'vendskap.AppImage')).equals(right)).toBe(true);
    return took;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const STORIES: readonly Story[] = [
  { behaviour: 'healthy', ends: 'new', losses: LOSSES },
  { behaviour: 'failed migration', ends: 'old', losses: LOSSES },
  // Three starts, one after another: most of its steps are those above.
  { behaviour: 'crash', ends: 'old', losses: ['names'] },
];
let cuts = 0;

it.each(STORIES)(
  'the power may go at every step of a version that has the behaviour “$behaviour”: the $ends one runs in the end',
  async (story) => {
    const steps = await live(story, 0, 'kept');
    expect(steps).toBeGreaterThan(30);
    const due = story.losses.flatMap((loss) =>
      Array.from({ length: steps }, (_none, at) => ({ cutAt: at + 1, loss })),
    );
    const work = async (): Promise<void> => {
      for (let one = due.pop(); one !== undefined; one = due.pop()) {
        const { cutAt, loss } = one;
        try {
          await live(story, cutAt, loss);
        } catch (error) {
          throw new Error(`Cut at step ${String(cutAt)}, ${loss}`, { cause: error });
        }
        cuts += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  },
);

it('at least two hundred cuts were made', () => {
  expect(cuts).toBeGreaterThanOrEqual(200);
});

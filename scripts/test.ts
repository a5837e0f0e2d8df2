/**
 * `npm test`: for newcomers and every commit. `npm run prove`: the slower rest (`-- --long`: the slowest). Together they run
 * every test. Each stops at the first step that fails, and prints how long each step took.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { electronDist } from './electron-dist.ts';
import { ROOT } from './programs.ts';
import { startXvfb } from './xvfb.ts';

const node = process.execPath;
const bin = (name: string): string => join(ROOT, 'node_modules/.bin', name);
const times: (readonly [string, number])[] = [];

type Environment = Readonly<Record<string, string>>;

function step(
  name: string,
  [command, ...args]: readonly [string, ...string[]],
  env: Environment = {},
): void {
  process.stdout.write(`\n── ${name}\n`);
  const began = Date.now();
  const done = spawnSync(command, args, {
    cwd: ROOT,
    env: { ...process.env, FORCE_COLOR: '0', ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  times.push([name, Math.round((Date.now() - began) / 1000)]);
  if (done.status !== 0) {
    process.stdout.write(`\n${name} failed.\n`);
    process.exit(1);
  }
}

function build(): void {
  step('build', ['npm', 'run', '-s', 'build']);
}

/** Two displays for two parallel tests: a window that opens takes the focus from all others on its display. */
async function onDisplays(run: (env: Environment) => void): Promise<void> {
  const screens = [await startXvfb(), await startXvfb()];
  const all = screens.map(({ display }) => display);
  try {
    run({ DISPLAY: all[0] ?? '', VENDSKAP_DISPLAYS: all.join() });
  } finally {
    for (const screen of screens) screen.stop();
  }
}

const vitest = (...words: readonly string[]): [string, ...string[]] => [
  bin('vitest'),
  'run',
  ...words,
];
const playwright = (...projects: readonly string[]): [string, ...string[]] => [
  bin('playwright'),
  'test',
  ...projects.flatMap((project) => ['--project', project]),
];

/** Half a minute to a minute each, in real time. */
const LONG_INTEGRATION = ['relay/hostile-minute', 'unplugged-at-every-step', 'demo/stories-xy'].map(
  (name) => `test/integration/${name}.test.ts`,
);

async function test(): Promise<void> {
  step('check', ['npm', 'run', '-s', 'check']);
  build();
  step('build of the relay', ['npm', 'run', '-s', 'build:relay']);
  // Without isolation, because loading the programs again for each file would take most of the time.
  step('misfortune', vitest('--maxWorkers', '3', '--no-isolate', 'test/misfortune'));
  // These wait more than they compute.
  const short = LONG_INTEGRATION.flatMap((file) => ['--exclude', file]);
  step('integration', vitest('--maxWorkers', '3', ...short, 'test/integration'));
  await onDisplays((displays) => {
    step('windows', playwright('windows', 'short walk'), {
      ...displays,
      VENDSKAP_UNPACKED_ONLY: '1',
    });
  });
}

function packageAnew(): void {
  if (existsSync(join(ROOT, 'dist'))) {
    for (const name of readdirSync(join(ROOT, 'dist'))) {
      if (name.endsWith('.AppImage')) rmSync(join(ROOT, 'dist', name));
    }
  }
  step('package', [node, 'scripts/package.ts', '--test-build']);
  step('package contents', vitest('test/package'));
}

const RELAY_TESTS = 'test/integration/relay';

/** What strangers, thieves and a confused Vipps do to a relay: once more, against three processes on one PostgreSQL. */
const HOSTILE = [
  ...['gateway', 'limits', 'webhooks'].map((name) => `${RELAY_TESTS}/${name}.test.ts`),
  ...[
    'credential-used-twice',
    'half-open-connections',
    'refunds-above-cap',
    'relay-replays-old-events',
    'stale-check-in',
    'stolen-credential',
    'strangers-guess-codes',
    'two-phones-one-machine',
    'webhook-before-create-response',
    'webhook-delivered-twice',
    'webhook-forged',
    'webhook-of-another-unit',
    'webhook-of-what-never-happened',
    'webhook-out-of-order',
    'webhook-replayed',
  ].map((name) => `test/misfortune/${name}.test.ts`),
];

async function prove(isLong: boolean): Promise<void> {
  step('explore', [node, 'test/explore/main.ts']);
  build();
  const random = { VENDSKAP_RUNS: '150', VENDSKAP_SEED: '77' };
  step('random schedules', vitest('test/property/whole-kiosk.test.ts'), random);
  // One at a time, because they measure milliseconds.
  step('timing', vitest('--maxWorkers', '1', 'test/timing'));
  step('updates', vitest('--maxWorkers', '2', 'test/updates'));
  step('crash test', [node, 'test/crash/main.ts']);
  step('long integration', vitest('--maxWorkers', '3', ...LONG_INTEGRATION));
  const long = isLong ? { VENDSKAP_LONG: '1' } : {};
  const minute = `${RELAY_TESTS}/hostile-minute.test.ts`;
  step('relay on PostgreSQL', vitest('--maxWorkers', '1', minute), {
    VENDSKAP_STORE: 'postgresql',
  });
  step('three relays on PostgreSQL', vitest('--maxWorkers', '2', ...HOSTILE), {
    VENDSKAP_STORE: 'postgresql',
    VENDSKAP_RELAYS: '3',
  });
  const together = ['two-processes', 'away', 'limits', 'watched'].map(
    (name) => `test/cluster/${name}.test.ts`,
  );
  step('relays and databases', vitest('--maxWorkers', '2', 'test/database', ...together));
  step('replacement', vitest('--maxWorkers', '1', 'test/replacement'));
  const underLoad = ['kills', 'hostile-crowd', 'drain', 'slow-disk', ...(isLong ? ['faults'] : [])];
  const loadFiles = underLoad.map((name) => `test/cluster/${name}.test.ts`);
  step('relays under load', vitest('--maxWorkers', '1', ...loadFiles), long);
  packageAnew();
  await onDisplays((displays) => {
    step('long windows', playwright('long windows'), displays);
    step('frames', playwright('frames'), displays);
  });
}

const electron = await electronDist();
await (process.argv[2] === 'prove' ? prove(process.argv.includes('--long')) : test());
process.stdout.write('\nAll green.\n');
for (const [name, seconds] of times)
  process.stdout.write(`${String(seconds).padStart(5)} s  ${name}\n`);
process.stdout.write(`Electron ${electron.version} from ${electron.source}.\n`);

import { defineConfig } from '@playwright/test';

/** What takes minutes, and the package: `npm run prove`. */
const LONG = ['walk', 'fields', 'hostile-page', 'sale-in-a-window'].map(
  (name) => `**/${name}.spec.ts`,
);
/** One stop of each place, and what needs no window. */
const SHORT_WALK =
  /an owner: (home|machine|refill|sales|sheet|health|more|settings-screen)$|no screen is|nowhere else/;
/** What counts frames: alone on the computer. */
const FRAMES = '**/a-million-sales.spec.ts';

/** Each worker has a display of its own where there is one. */
const displays = process.env['VENDSKAP_DISPLAYS']?.split(',') ?? [];
const display = displays[Number(process.env['TEST_PARALLEL_INDEX'] ?? '0')];
if (display !== undefined) process.env['DISPLAY'] = display;

/** End to end on a real Electron; the window is built and a display is there (scripts/test.ts). */
export default defineConfig({
  testDir: 'test/e2e',
  // Against what hangs, not against a slow computer.
  timeout: 400_000,
  expect: { timeout: 60_000 },
  // What needs a second try is told as flaky.
  retries: 1,
  workers: 2,
  reporter: [['list']],
  outputDir: 'artifacts/e2e',
  projects: [
    { name: 'windows', testIgnore: [...LONG.slice(0, -1), FRAMES] },
    { name: 'short walk', testMatch: '**/walk.spec.ts', grep: SHORT_WALK },
    { name: 'long windows', testMatch: LONG },
    { name: 'frames', testMatch: FRAMES, workers: 1 },
  ],
});

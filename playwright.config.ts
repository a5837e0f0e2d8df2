import { defineConfig } from '@playwright/test';

/** End to end on a real Electron; the programs are built and a display is there (scripts/test.mjs). */
export default defineConfig({
  testDir: 'test/e2e',
  timeout: 60_000,
  workers: 1,
  reporter: [['list']],
  outputDir: 'artifacts/e2e',
});

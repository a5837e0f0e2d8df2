import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/e2e/**', 'test/ui/**'],
    // Against what hangs, not against a slow computer with several tests at once.
    testTimeout: 400_000,
    hookTimeout: 200_000,
    pool: 'forks',
    coverage: {
      provider: 'v8',
      include: ['src/core/**/*.ts', 'src/contract/**/*.ts'],
      reporter: ['text', 'json-summary'],
      thresholds: { lines: 100, functions: 100, branches: 100, statements: 100 },
    },
  },
});

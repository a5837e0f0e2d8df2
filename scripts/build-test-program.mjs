/** Builds one of the test programs (TypeScript) to `out/<name>/main.mjs` and gives its path. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

export async function buildTestProgram(name) {
  const outDir = join(root, 'out', name);
  mkdirSync(outDir, { recursive: true });
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: true,
      rolldownOptions: {
        input: { main: join(root, 'test', name, 'main.ts') },
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
        external: [/^node:/, 'libsql', 'serialport'],
      },
    },
    ssr: { noExternal: true, external: ['libsql', 'serialport'] },
  });
  return join(outDir, 'main.mjs');
}

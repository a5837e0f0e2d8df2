/** `npm run explore [-- --deep]`: every story of a sale within stated bounds, on the production transition. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const outDir = join(root, 'out/explore');
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
      input: { main: join(root, 'test/explore/main.ts') },
      output: { format: 'es', entryFileNames: '[name].mjs' },
      external: [/^node:/],
    },
  },
  ssr: { noExternal: true },
});
await import(pathToFileURL(join(outDir, 'main.mjs')).href);

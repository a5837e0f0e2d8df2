/** `npm run bench`: prints JSON with ratios against floors measured in the same run. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const done = spawnSync(
  process.execPath,
  ['scripts/ensure-built.mjs', 'relay', 'headless', 'simulator'],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
if (done.status !== 0) process.exit(1);
const outDir = join(root, 'out/bench');
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
      input: {
        speed: join(root, 'bench/speed.ts'),
        'bare-hop': join(root, 'bench/bare-hop.ts'),
      },
      output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      external: [/^node:/, 'libsql', 'serialport'],
    },
  },
  ssr: { noExternal: true, external: ['libsql', 'serialport'] },
});
await import(pathToFileURL(join(outDir, 'speed.mjs')).href);
process.exit();

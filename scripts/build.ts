/** `node scripts/build.ts electron|relay`: builds out/electron or out/relay, with third-party notices. */
import { build as buildWindow } from 'electron-vite';
import { rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { build } from 'vite';
import { writeNotices } from './notices.ts';
import { ROOT } from './programs.ts';

/** Native packages are not bundled; they stay in node_modules. */
const OUTSIDE = [
  /^node:/,
  ...builtinModules,
  /^libsql$/,
  /^@libsql\//,
  /^serialport$/,
  /^@serialport\//,
  // optional dependency of pg, which we do not install
  /^pg-native$/,
];

/**
 * Bundles a Node program into one file, and writes the licences of its packages beside it. What the relay loads only when it is
 * asked for has a file of its own.
 */
async function bundle(entry: string, file: string): Promise<void> {
  // Electron's utility process loads CommonJS, and its Node may be older than ours.
  const isForElectron = file.endsWith('.cjs');
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: isForElectron ? 'node20' : 'node24',
      outDir: dirname(file),
      emptyOutDir: false,
      minify: false,
      license: { fileName: `.licenses-${basename(entry, '.ts')}.json` },
      rolldownOptions: {
        input: join(ROOT, entry),
        output: {
          format: isForElectron ? 'cjs' : 'es',
          entryFileNames: basename(file),
          ...(isForElectron ? { codeSplitting: false } : { chunkFileNames: '[name].js' }),
        },
        external: OUTSIDE,
      },
    },
    ssr: { noExternal: true, external: ['libsql', 'serialport'] },
  });
}

const [program] = process.argv.slice(2);
if (program !== 'electron' && program !== 'relay') throw new Error('Say electron or relay.');
const out = join(ROOT, 'out', program);
rmSync(out, { recursive: true, force: true });
if (program === 'relay') await bundle('src/relay/index.ts', join(out, 'index.js'));
else {
  await buildWindow({ root: ROOT, logLevel: 'warn' });
  // Built alone: with a shared chunk, the line's process would run the window's program (docs/adr/0020-line-by-itself.md).
  await bundle('src/main/line.ts', join(out, 'main/line.cjs'));
}
writeNotices(program, out);

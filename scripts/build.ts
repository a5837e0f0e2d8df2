/** `node scripts/build.ts electron|relay`: what is shipped, in out/electron and out/relay, each with its notices. */
import { build as buildWindow } from 'electron-vite';
import { rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { build } from 'vite';
import { writeNotices } from './notices.ts';
import { ROOT } from './programs.ts';

/** Native packages stay in node_modules. */
const OUTSIDE = [
  /^node:/,
  ...builtinModules,
  /^libsql$/,
  /^@libsql\//,
  /^serialport$/,
  /^@serialport\//,
  // pg's other half, which is not installed
  /^pg-native$/,
];

/** A program of plain Node in one file. Which packages are in it, and their licences, is written beside it. */
async function bundle(entry: string, file: string): Promise<void> {
  // Electron's utility process loads CommonJS, and its Node may be older.
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
          codeSplitting: false,
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
  // By itself: with a chunk in common, the line's process would run the window's program (docs/adr/0020-line-by-itself.md).
  await bundle('src/main/line.ts', join(out, 'main/line.cjs'));
}
writeNotices(program, out);

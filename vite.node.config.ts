import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

/** Entry of each program that runs under plain Node. */
const ENTRIES: Readonly<Record<string, string>> = {
  headless: 'src/main/headless.ts',
  line: 'src/main/line.ts',
  relay: 'src/relay/index.ts',
  simulator: 'src/simulator/index.ts',
};

/** Native packages are loaded from node_modules; everything else is bundled. */
const NATIVE = [/^libsql$/, /^@libsql\//, /^serialport$/, /^@serialport\//];
const NODE = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

const program = process.env['VENDSKAP_PROGRAM'] ?? '';
const entry = ENTRIES[program];
const isLine = program === 'line';
if (entry === undefined)
  throw new Error(`VENDSKAP_PROGRAM must be one of ${Object.keys(ENTRIES).join(', ')}`);

export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    outDir: process.env['VENDSKAP_OUT'] ?? `out/${program}`,
    emptyOutDir: !isLine,
    minify: false,
    // Which packages are in it, and their licences: scripts/notices.mjs makes something of it.
    license: { fileName: `.licenses-${program}.json` },
    rolldownOptions: {
      input: { [isLine ? program : 'index']: resolve(import.meta.dirname, entry) },
      // Electron's utility process, which runs the line, loads CommonJS as the window's program does.
      output: isLine
        ? { format: 'cjs', entryFileNames: '[name].cjs', inlineDynamicImports: true }
        : { format: 'es', entryFileNames: '[name].js', inlineDynamicImports: true },
      external: [...NATIVE, ...NODE],
    },
  },
  ssr: { noExternal: true, external: ['libsql', 'serialport'] },
  logLevel: 'warn',
});

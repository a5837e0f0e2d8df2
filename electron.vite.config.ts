import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';

const out = 'out/electron';
const NATIVE = ['libsql', 'serialport'];

/** Names stay, so that a stack in the log can be read. */
const SMALL = { compress: true, mangle: false, codegen: { removeWhitespace: true } } as const;

/** What the first screen needs and other screens share: one file, because each is a request to the program that starts. */
const FIRST_SCREEN =
  /src\/(core|renderer\/(frame|store|theme|touch|locales))\/|@tabler\/icons-react\/|rolldown\/runtime/;

/**
 * V8 keeps a script in one byte a letter, but in two if one of its letters is not in Latin-1: then every letter beyond ASCII
 * is written as its number.
 */
function oneByteLetters(): Plugin {
  return {
    name: 'one-byte-letters',
    generateBundle: (_options, bundle) => {
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue;
        output.code = output.code.replace(
          /[^\0-\x7f]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
        );
      }
    },
  };
}

export default defineConfig({
  main: {
    plugins: [oneByteLetters()],
    build: {
      outDir: `${out}/main`,
      license: { fileName: '.licenses-main.json' },
      emptyOutDir: true,
      externalizeDeps: false,
      sourcemap: false,
      rolldownOptions: {
        input: { index: resolve(import.meta.dirname, 'src/main/index.ts') },
        output: {
          format: 'cjs',
          minify: SMALL,
          entryFileNames: '[name].cjs',
          chunkFileNames: '[name]-[hash].cjs',
        },
        external: ['electron', ...NATIVE, /^@libsql\//, /^@serialport\//],
      },
    },
  },
  preload: {
    plugins: [oneByteLetters()],
    build: {
      outDir: `${out}/preload`,
      license: { fileName: '.licenses-preload.json' },
      emptyOutDir: true,
      externalizeDeps: false,
      sourcemap: false,
      rolldownOptions: {
        input: { index: resolve(import.meta.dirname, 'src/preload/index.ts') },
        output: { format: 'cjs', minify: SMALL, entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(import.meta.dirname, 'src/renderer'),
    plugins: [react(), oneByteLetters()],
    json: { stringify: true },
    build: {
      outDir: `${out}/renderer`,
      license: { fileName: '.licenses-renderer.json' },
      emptyOutDir: true,
      sourcemap: false,
      minify: true,
      rolldownOptions: {
        input: resolve(import.meta.dirname, 'src/renderer/index.html'),
        output: { codeSplitting: { groups: [{ name: 'first-screen', test: FIRST_SCREEN }] } },
      },
    },
  },
});

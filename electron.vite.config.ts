import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';

const out = 'out/electron';
const NATIVE = ['libsql', 'serialport'];

export default defineConfig({
  main: {
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
          entryFileNames: '[name].cjs',
          chunkFileNames: '[name]-[hash].cjs',
        },
        external: ['electron', ...NATIVE, /^@libsql\//, /^@serialport\//],
      },
    },
  },
  preload: {
    build: {
      outDir: `${out}/preload`,
      license: { fileName: '.licenses-preload.json' },
      emptyOutDir: true,
      externalizeDeps: false,
      sourcemap: false,
      rolldownOptions: {
        input: { index: resolve(import.meta.dirname, 'src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(import.meta.dirname, 'src/renderer'),
    plugins: [react()],
    build: {
      outDir: `${out}/renderer`,
      license: { fileName: '.licenses-renderer.json' },
      emptyOutDir: true,
      sourcemap: false,
      rolldownOptions: { input: resolve(import.meta.dirname, 'src/renderer/index.html') },
    },
  },
});

import { build as packageApp, type Configuration } from 'electron-builder';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { parse } from 'yaml';
import { electronDist } from '../../scripts/electron-dist.ts';
import { ROOT } from '../../scripts/programs.ts';
import { buildWindow } from '../../scripts/window.ts';

const OUT = join(ROOT, 'dist/bench-kiosk');
const BARE = join(import.meta.dirname, 'bare');

/** Executables of two packages that were made the same way. */
export interface Packages {
  readonly kiosk: string;
  readonly bare: string;
  readonly electron: string;
}

async function packageFolder(
  name: string,
  changes: Configuration,
  projectDir: string,
): Promise<string> {
  const electron = await electronDist();
  const common: Configuration = parse(readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8'));
  const output = join(OUT, name);
  await packageApp({
    projectDir,
    linux: ['dir'],
    x64: true,
    publish: 'never',
    config: {
      ...common,
      electronDist: electron.folder,
      electronVersion: electron.version,
      directories: { output, buildResources: join(ROOT, 'resources') },
      ...changes,
    },
  });
  const folder = join(output, 'linux-unpacked');
  // Without it the product refuses the switch that lets its page be asked.
  writeFileSync(join(folder, 'resources/test-build'), 'For measuring. Not for sale.\n');
  return join(folder, 'vendskap');
}

/** React from the kiosk's own packages, built as the kiosk's window is. */
async function buildBare(): Promise<string> {
  const folder = join(OUT, 'bare-app');
  mkdirSync(folder, { recursive: true });
  await build({
    root: BARE,
    configFile: false,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: folder,
      // Not a module: the fuses of the kiosk's package keep modules from being loaded from files.
      lib: {
        entry: join(BARE, 'page.ts'),
        formats: ['iife'],
        name: 'page',
        fileName: () => 'page.js',
      },
    },
  });
  for (const name of ['main.cjs', 'index.html']) cpSync(join(BARE, name), join(folder, name));
  const about = { name: 'bare-window', version: '1.0.0', main: 'main.cjs', author: 'Vendskap' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...about, description: 'Floor' }));
  return folder;
}

/** Packages the kiosk and a bare Electron and React window, with the same settings and fuses. */
export async function packageBoth(): Promise<Packages> {
  rmSync(OUT, { recursive: true, force: true });
  await buildWindow();
  const { version } = await electronDist();
  const kiosk = await packageFolder('kiosk', {}, ROOT);
  const extras: Configuration = { files: ['**/*'], extraFiles: [], asarUnpack: [] };
  const bare = await packageFolder('bare', extras, await buildBare());
  return { kiosk, bare, electron: version };
}

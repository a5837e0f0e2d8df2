import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const APP = join(ROOT, 'dist/linux-unpacked/resources/app.asar');

function listed(): readonly string[] {
  const asar = join(ROOT, 'node_modules/.bin/asar');
  const done = spawnSync(asar, ['list', APP], { encoding: 'utf8' });
  return done.stdout.split('\n').filter((line) => line !== '');
}

/** A file inside the archive. */
function textOf(file: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-asar-'));
  const asar = join(ROOT, 'node_modules/.bin/asar');
  spawnSync(asar, ['extract-file', APP, file], { cwd: folder });
  const text = readFileSync(join(folder, basename(file)), 'utf8');
  rmSync(folder, { recursive: true });
  return text;
}

const ALLOWED_PACKAGES = [
  '@fontsource',
  '@libsql',
  '@neon-rs',
  '@serialport',
  'debug',
  'detect-libc',
  'libsql',
  'ms',
  'node-gyp-build',
  'serialport',
];

describe('what is inside the package', () => {
  const files = listed();

  it('is the three parts of the kiosk and its native packages, and nothing else', () => {
    expect(existsSync(APP)).toBe(true);
    expect(files.length).toBeGreaterThan(20);
    const packages = new Set(
      files.flatMap((file) => /^\/node_modules\/([^/]+)/.exec(file)?.[1] ?? []),
    );
    expect([...packages].filter((name) => !ALLOWED_PACKAGES.includes(name))).toEqual([]);
    const outs = new Set(
      files.flatMap((file) => /^\/out\/electron\/([^/]+)/.exec(file)?.[1] ?? []),
    );
    expect([...outs].sort()).toEqual(['main', 'preload', 'renderer']);
    expect(files.filter((file) => /^\/(src|test|scripts|docs|bench)/.test(file))).toEqual([]);
  });

  it('holds no simulator, no test, no source map and no source', () => {
    const ours = files.filter((file) => !file.startsWith('/node_modules'));
    expect(ours.filter((file) => /simulat|\.test\.|\.spec\.|relay/i.test(file))).toEqual([]);
    expect(files.filter((file) => /\.(map|ts|tsx)$/.test(file))).toEqual([]);
  });

  it('keeps what sends traces apart from what starts: it is loaded when kiosk.json asks for it', () => {
    const inMain = files.filter((file) => /^\/out\/electron\/main\/[^/]+\.cjs$/.test(file));
    const texts = inMain.map((file) => [file, textOf(file.slice(1))] as const);
    expect(texts.some(([, text]) => text.includes('kiosk.json'))).toBe(true);
    const apart = texts.filter(([, text]) => text.includes('BatchSpanProcessor'));
    expect(apart.map(([file]) => file)).toEqual([
      expect.stringMatching(/^\/out\/electron\/main\/otlp-[\w-]+\.cjs$/),
    ]);
    const notices = readFileSync(join(ROOT, 'dist/linux-unpacked/THIRD-PARTY-NOTICES.txt'), 'utf8');
    expect(notices).toContain('\n@opentelemetry/sdk-trace ');
  });

  it('carries the licences of all that it ships, Chromium’s too, with its parts list beside it', () => {
    const unpacked = join(ROOT, 'dist/linux-unpacked');
    const notices = readFileSync(join(unpacked, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    expect(notices).toContain('@fontsource/inter');
    expect(notices).toContain('electron');
    const packages = files.flatMap(
      (file) => /^\/node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(file)?.[1] ?? [],
    );
    expect(packages.length).toBeGreaterThan(10);
    expect(packages.filter((name) => !notices.includes(`\n${name} `))).toEqual([]);
    expect(existsSync(join(unpacked, 'LICENSES.chromium.html'))).toBe(true);
    expect(existsSync(join(unpacked, 'LICENSE.electron.txt'))).toBe(true);
    expect(files).toContain('/out/electron/main/notices.json');
    const beside = readdirSync(join(ROOT, 'dist')).filter((name) => name.endsWith('.cdx.json'));
    expect(beside).toHaveLength(1);
  });
});

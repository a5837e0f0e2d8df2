import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const copy = mkdtempSync(join(tmpdir(), 'vendskap-walls-'));

/** One forbidden import for each wall: the file it is written to, what it says, and who must object. */
const SEEDS: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['core-is-pure', 'src/core/seed-node.ts', "import 'node:fs';"],
  ['contract-knows-core-only', 'src/contract/seed-npm.ts', "import 'express';"],
  [
    'programs-never-import-each-other',
    'src/relay/seed-main.ts',
    "import '../main/runtime/version.ts';",
  ],
  ['preload-only-bridges', 'src/preload/seed.ts', "import 'zod';"],
  ['renderer-has-no-node', 'src/renderer/seed-electron.ts', "import 'electron';"],
  ['renderer-has-no-node-modules-of-node', 'src/renderer/seed-node.ts', "import 'node:fs';"],
  [
    'renderer-speaks-ipc-only',
    'src/renderer/seed-wire.ts',
    "import '#contract/relay/heartbeat.ts';",
  ],
  ['zustand-lives-in-the-store', 'src/renderer/seed-zustand.ts', "import 'zustand';"],
  ['rooms-never-import-rooms', 'src/main/vend/seed.ts', "import '../store/settings.ts';"],
  ['kernel-knows-no-feature', 'src/core/sale/seed-slot.ts', "import '../slots/slot.ts';"],
  [
    'composition-is-imported-by-entries',
    'src/main/ops/seed-composition.ts',
    "import '../composition/host.ts';",
  ],
  ['nothing-imports-an-entry', 'src/main/ops/seed-entry.ts', "import '../headless.ts';"],
  ['lifecycle-knows-ports-not-adapters', 'src/main/lifecycle/seed.ts', "import 'node:fs';"],
  ['electron-only-at-the-edge', 'src/main/ipc/seed.ts', "import 'electron';"],
  ['serialport-has-one-door', 'src/main/vend/seed-port.ts', "import 'serialport';"],
  ['libsql-has-one-door', 'src/relay/store/seed.ts', "import 'libsql';"],
  ['ws-has-one-door', 'src/relay/seed-ws.ts', "import 'ws';"],
  ['undici-has-one-door', 'src/main/gateway/seed.ts', "import 'undici';"],
  ['nodemailer-has-one-door', 'src/relay/seed-mail.ts', "import 'nodemailer';"],
  ['express-has-one-door', 'src/relay/store/seed-express.ts', "import 'express';"],
  ['qrcode-has-one-door', 'src/main/ops/seed-qr.ts', "import 'qrcode';"],
  ['csv-has-one-door', 'src/main/ops/seed-csv.ts', "import 'csv-stringify';"],
  ['pino-has-one-door', 'src/main/ops/seed-pino.ts', "import 'pino';"],
  [
    'src-never-imports-test',
    'src/main/ops/seed-test.ts',
    "import '../../../test/support/stage.ts';",
  ],
  [
    'no-circular',
    'src/core/base/seed-circle',
    "import './seed-circle-back.ts';\nexport const a = 1;",
  ],
  ['no-orphans', 'src/core/seed-orphan.ts', 'export const alone = 1;'],
  ['not-to-unresolvable', 'src/core/seed-nowhere.ts', "import './not-there.ts';"],
];

const BY_COMPILER = [
  ['process in core', 'src/core/seed-process.ts', 'export const home = process.env;'],
  ['a timer in core', 'src/core/seed-timer.ts', 'setTimeout(() => undefined, 1);'],
  ['fetch in contract', 'src/contract/seed-fetch.ts', "export const got = fetch('x');"],
  ['the window in main', 'src/main/seed-window.ts', 'export const title = document.title;'],
] as const;

const BY_LINTER = [
  ['the clock in core', 'src/core/seed-date.ts', 'export const now = Date.now();', 'Date'],
  ['chance in core', 'src/core/seed-random.ts', 'export const x = Math.random();', 'Math.random'],
  ['a default export', 'src/core/seed-default.ts', 'export default 1;', 'Export by name'],
] as const;

function write(file: string, text: string): void {
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  writeFileSync(join(copy, file), `${text}\n`);
}

function tool(name: string, args: readonly string[]): { code: number; text: string } {
  const done = spawnSync(join(ROOT, 'node_modules/.bin', name), args, {
    cwd: copy,
    encoding: 'utf8',
  });
  return { code: done.status ?? -1, text: done.stdout + done.stderr };
}

const cruise = (): { code: number; text: string } =>
  tool('depcruise', ['--config', '.dependency-cruiser.cjs', '--no-progress', 'src']);

beforeAll(() => {
  const parts = [
    'src',
    'tsconfig',
    'tsconfig.base.json',
    'tsconfig.json',
    'package.json',
    'eslint.config.mjs',
    '.dependency-cruiser.cjs',
    'test/support',
  ];
  for (const part of parts) cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
});

afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

describe('the walls', () => {
  it('stand in the tree as it is, and the tool looks at all of it', () => {
    const { code, text } = cruise();
    expect(text).toMatch(/no dependency violations found/);
    const ours = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter(
      (file) => /\.tsx?$/.test(file),
    );
    expect(Number(/\((\d+) modules/.exec(text)?.[1] ?? 0)).toBeGreaterThanOrEqual(ours.length);
    expect(code).toBe(0);
  });

  it('fall nowhere: each seeded import is found by its own rule', () => {
    const fileOf = (file: string): string => (file.endsWith('.ts') ? file : `${file}.ts`);
    for (const [, file, text] of SEEDS) write(fileOf(file), text);
    write(
      'src/core/base/seed-circle-back.ts',
      "import { a } from './seed-circle.ts';\nexport const b = a;",
    );
    const { code, text } = cruise();
    for (const [, file] of SEEDS) rmSync(join(copy, fileOf(file)));
    rmSync(join(copy, 'src/core/base/seed-circle-back.ts'));
    expect(code).not.toBe(0);
    for (const [rule, file] of SEEDS)
      expect(text, `${rule} in ${file}`).toContain(`error ${rule}: ${file}`);
  });

  it('the compiler sees what only it can see', () => {
    for (const [, file, text] of BY_COMPILER) write(file, text);
    const { code, text } = tool('tsc', ['-b', 'tsconfig/main.json']);
    expect(code).not.toBe(0);
    expect(text).toMatch(/seed-process/);
    expect(text).toMatch(/seed-timer/);
    for (const [, file] of BY_COMPILER.slice(0, 2)) rmSync(join(copy, file));
    const contract = tool('tsc', ['-b', 'tsconfig/main.json']);
    expect(contract.text).toMatch(/seed-fetch/);
    rmSync(join(copy, 'src/contract/seed-fetch.ts'));
    expect(tool('tsc', ['-b', 'tsconfig/main.json']).text).toMatch(/seed-window/);
    rmSync(join(copy, 'src/main/seed-window.ts'));
  });

  it('the linter sees the rest', () => {
    for (const [, file, text] of BY_LINTER) write(file, text);
    const { code, text } = tool(
      'eslint',
      BY_LINTER.map(([, file]) => file),
    );
    expect(code).not.toBe(0);
    for (const [, , , word] of BY_LINTER) expect(text).toContain(word);
  });
}, 900_000);

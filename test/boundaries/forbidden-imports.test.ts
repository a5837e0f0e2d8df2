import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
/** A small project under our rules: one file in each program, and what the seeds below write. */
const small = mkdtempSync(join(tmpdir(), 'vendskap-walls-'));
const PROGRAMS = [
  'core',
  'contract',
  'logging',
  'sqlite',
  'tracing',
  'main',
  'preload',
  'renderer',
  'relay',
  'simulator',
];

/** One forbidden import for each wall: the file it is written to, what it says, and who must object. */
const SEEDS: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['core-is-pure', 'src/core/seed-node.ts', "import 'node:fs';"],
  ['logging-knows-core-only', 'src/logging/seed-wire.ts', "import '#contract/relay/heartbeat.ts';"],
  ['tracing-knows-core-only', 'src/tracing/seed-wire.ts', "import '#contract/relay/heartbeat.ts';"],
  ['tracing-is-loaded-when-asked-for', 'src/relay/seed-otlp.ts', "import '#tracing/otlp.ts';"],
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
  ['rooms-never-import-rooms', 'src/main/replacement/seed.ts', "import '../store/settings.ts';"],
  ['kernel-knows-no-feature', 'src/core/sale/seed-slot.ts', "import '../slots/slot.ts';"],
  [
    'composition-is-imported-by-entries',
    'src/main/ops/seed-composition.ts',
    "import '../composition/host.ts';",
  ],
  ['nothing-imports-an-entry', 'src/main/ops/seed-entry.ts', "import '../headless.ts';"],
  ['lifecycle-knows-ports-not-adapters', 'src/main/lifecycle/seed.ts', "import 'node:fs';"],
  ['relay-runtime-looks-down', 'src/relay/runtime/seed.ts', "import '../config/read-config.ts';"],
  ['relay-config-looks-down', 'src/relay/config/seed.ts', "import '../runtime/clock.ts';"],
  ['relay-store-looks-down', 'src/relay/store/seed-room.ts', "import '../config/read-config.ts';"],
  ['relay-alerts-looks-down', 'src/relay/alerts/seed.ts', "import '../vipps/sales-units.ts';"],
  ['relay-vipps-looks-down', 'src/relay/vipps/seed.ts', "import '../machines/qr-texts.ts';"],
  [
    'relay-deliveries-looks-down',
    'src/relay/deliveries/seed.ts',
    "import '../machines/machine-links.ts';",
  ],
  ['relay-cluster-looks-down', 'src/relay/cluster/seed.ts', "import '../machines/connection.ts';"],
  ['relay-machines-looks-down', 'src/relay/machines/seed.ts', "import '../webhooks/check-ins.ts';"],
  ['relay-webhooks-looks-down', 'src/relay/webhooks/seed.ts', "import '../http/app.ts';"],
  ['relay-updates-looks-down', 'src/relay/updates/seed.ts', "import '../machines/connection.ts';"],
  ['relay-metrics-looks-down', 'src/relay/metrics/seed.ts', "import '../http/app.ts';"],
  ['relay-operator-looks-down', 'src/relay/operator/seed.ts', "import '../http/app.ts';"],
  ['relay-http-looks-down', 'src/relay/http/seed.ts', "import '../relay.ts';"],
  ['relay-ports-know-no-database', 'src/relay/store/ports/seed.ts', "import 'zod';"],
  [
    'relay-commands-open-the-database',
    'src/relay/http/seed-database.ts',
    "import '../store/sqlite/sqlite-store.ts';",
  ],
  [
    'relay-commands-open-the-database',
    'src/relay/webhooks/seed-database.ts',
    "import '../store/postgres/postgres-store.ts';",
  ],
  ['electron-only-at-the-edge', 'src/main/ipc/seed.ts', "import 'electron';"],
  ['serialport-has-one-door', 'src/main/vend/seed-port.ts', "import 'serialport';"],
  ['prom-client-has-one-door', 'src/relay/http/seed-metrics.ts', "import 'prom-client';"],
  ['libsql-has-one-door', 'src/relay/store/seed.ts', "import 'libsql';"],
  ['pg-has-one-door', 'src/relay/store/seed-pg.ts', "import 'pg';"],
  ['ws-has-one-door', 'src/relay/seed-ws.ts', "import 'ws';"],
  ['undici-has-one-door', 'src/main/gateway/seed.ts', "import 'undici';"],
  ['nodemailer-has-one-door', 'src/relay/seed-mail.ts', "import 'nodemailer';"],
  ['express-has-one-door', 'src/relay/store/seed-express.ts', "import 'express';"],
  ['qrcode-has-one-door', 'src/main/ops/seed-qr.ts', "import 'qrcode';"],
  ['csv-has-one-door', 'src/main/ops/seed-csv.ts', "import 'csv-stringify';"],
  ['opentelemetry-has-one-door', 'src/relay/seed-trace.ts', "import '@opentelemetry/api';"],
  ['pino-has-one-door', 'src/main/ops/seed-pino.ts', "import 'pino';"],
  [
    'src-never-imports-test',
    'src/main/ops/seed-test.ts',
    "import '../../../test/support/stage.ts';",
  ],
  [
    'load-meets-the-relay-over-its-wires',
    'load/seed.ts',
    "import '../src/relay/runtime/clock.ts';",
  ],
  [
    'no-circular',
    'src/core/base/seed-circle',
    "import './seed-circle-back.ts';\nexport const a = 1;",
  ],
  ['no-orphans', 'src/core/seed-orphan.ts', 'export const alone = 1;'],
  ['not-to-unresolvable', 'src/core/seed-nowhere.ts', "import './not-there.ts';"],
  // It is installed because another package needs it.
  ['no-undeclared-package', 'src/main/ops/seed-package.ts', "import 'body-parser';"],
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

const fileOf = (file: string): string => (file.endsWith('.ts') ? file : `${file}.ts`);

function write(file: string, text: string): void {
  mkdirSync(dirname(join(small, file)), { recursive: true });
  writeFileSync(join(small, file), `${text}\n`);
}

/** The file of ours that a seed imports: it has to be there. */
function targetOf(file: string, text: string): string | undefined {
  const [, specifier = ''] = /import '([^']+)'/.exec(text) ?? [];
  if (specifier.startsWith('#')) return specifier.replace('#', 'src/');
  return specifier.startsWith('.') ? join(dirname(file), specifier) : undefined;
}

function tool(
  name: string,
  args: readonly string[],
  cwd = small,
): { readonly code: number; readonly text: string } {
  const done = spawnSync(join(ROOT, 'node_modules/.bin', name), args, { cwd, encoding: 'utf8' });
  return { code: done.status ?? -1, text: done.stdout + done.stderr };
}

const cruise = (cwd: string): ReturnType<typeof tool> =>
  tool('depcruise', ['--config', '.dependency-cruiser.cjs', '--no-progress', 'src', 'load'], cwd);

beforeAll(() => {
  const rules = ['tsconfig', 'tsconfig.base.json', 'tsconfig.json', 'package.json'];
  for (const part of [...rules, 'eslint.config.mjs', '.dependency-cruiser.cjs'])
    cpSync(join(ROOT, part), join(small, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(small, 'node_modules'));
  for (const program of PROGRAMS)
    write(`src/${program}/index.ts`, `export const name = '${program}';`);
  write('load/index.ts', "export const name = 'load';");
});

afterAll(() => {
  rmSync(small, { recursive: true, force: true });
});

describe('the walls', () => {
  it('stand in the tree as it is, and the tool looks at all of it', () => {
    const { code, text } = cruise(ROOT);
    expect(text).toMatch(/no dependency violations found/);
    const ours = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter(
      (file) => /\.tsx?$/.test(file),
    );
    expect(Number(/\((\d+) modules/.exec(text)?.[1] ?? 0)).toBeGreaterThanOrEqual(ours.length);
    expect(code).toBe(0);
  });

  it('each have a seed', () => {
    const { forbidden }: { forbidden: readonly { name: string }[] } = createRequire(
      import.meta.url,
    )('../../.dependency-cruiser.cjs');
    const seeded = SEEDS.map(([rule]) => rule);
    expect([...new Set(seeded)].sort()).toEqual(forbidden.map(({ name }) => name).sort());
  });

  it('fall nowhere: each seeded import is found by its own rule', () => {
    const back = 'src/core/base/seed-circle-back.ts';
    const written = [back, ...SEEDS.map(([, file]) => fileOf(file))];
    for (const [rule, file, text] of SEEDS) {
      const target = targetOf(file, text);
      if (target !== undefined && target !== back && rule !== 'not-to-unresolvable') {
        // Which file it is does not matter, but the wall is about one that is there.
        expect(existsSync(join(ROOT, target)), `${target} of ${rule}`).toBe(true);
        write(target, 'export const there = 1;');
        written.push(target);
      }
      write(fileOf(file), text);
    }
    write(back, "import { a } from './seed-circle.ts';\nexport const b = a;");
    const { code, text } = cruise(small);
    for (const file of written) rmSync(join(small, file), { force: true });
    expect(code).not.toBe(0);
    for (const [rule, file] of SEEDS)
      expect(text, `${rule} in ${file}`).toContain(`error ${rule}: ${file}`);
  });

  it('the compiler sees what only it can see', () => {
    const compile = (): ReturnType<typeof tool> => tool('tsc', ['-b', 'tsconfig/main.json']);
    expect(compile(), 'without a seed').toEqual({ code: 0, text: '' });
    for (const [, file, text] of BY_COMPILER) write(file, text);
    const core = compile();
    expect(core.code).not.toBe(0);
    expect(core.text).toMatch(/seed-process/);
    expect(core.text).toMatch(/seed-timer/);
    for (const [, file] of BY_COMPILER.slice(0, 2)) rmSync(join(small, file));
    expect(compile().text).toMatch(/seed-fetch/);
    rmSync(join(small, 'src/contract/seed-fetch.ts'));
    expect(compile().text).toMatch(/seed-window/);
    rmSync(join(small, 'src/main/seed-window.ts'));
  });

  it('the linter sees the rest', () => {
    expect(tool('eslint', ['src/core/index.ts']), 'without a seed').toEqual({ code: 0, text: '' });
    for (const [, file, text] of BY_LINTER) write(file, text);
    const { code, text } = tool(
      'eslint',
      BY_LINTER.map(([, file]) => file),
    );
    expect(code).not.toBe(0);
    for (const [, , , word] of BY_LINTER) expect(text).toContain(word);
  });
});

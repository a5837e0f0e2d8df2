import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { WINDOW_MODES } from './modes/window.ts';

const MODE = WINDOW_MODES['licence-asked-for'];
const ROOT = join(import.meta.dirname, '../..');

const sbomSchema = z.object({
  bomFormat: z.literal('CycloneDX'),
  components: z.array(z.object({ name: z.string(), version: z.string(), purl: z.string() })),
});
const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional() })),
});

function json<Value>(path: string, schema: z.ZodType<Value>): Value {
  return schema.parse(JSON.parse(readFileSync(join(ROOT, path), 'utf8')));
}

const lock = json('package-lock.json', lockSchema).packages;

/** Packages that are in each program for certain. */
const SHIPPED = {
  relay: ['express', 'ws', 'undici', 'zod', 'nodemailer', 'libsql', '@libsql/linux-x64-gnu'],
  electron: ['@fontsource/inter', 'react-i18next', 'react', 'pdfkit', 'serialport', 'electron'],
} as const;
/** Tools of the workshop, which go nowhere. */
const NOT_SHIPPED = ['vitest', 'typescript', 'eslint', 'electron-builder', 'fast-check'];

describe.each(Object.entries(SHIPPED))('of %s', (program, certain) => {
  const notices = readFileSync(join(ROOT, 'out', program, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  const { components } = json(`out/${program}/sbom.cdx.json`, sbomSchema);
  const names = components.map(({ name }) => name);

  test('the parts list names what is shipped, in the versions of the lock file, and nothing else', () => {
    expect(MODE.customerPays).toBe('nothing');
    expect(names).toEqual(expect.arrayContaining([...certain]));
    expect(names.filter((name) => NOT_SHIPPED.includes(name))).toEqual([]);
    const locked = Object.entries(lock).map(
      ([place, { version = '' }]) => `${place.replace(/^.*node_modules\//, '')} ${version}`,
    );
    const strangers = components.filter(
      ({ name, version }) => !locked.includes(`${name} ${version}`),
    );
    expect(strangers).toEqual([]);
  });

  test('each of them has its licence in the notices, with its words', () => {
    const parts = notices.split(/^─+\n/m).slice(1);
    for (const { name, version } of components) {
      const part = parts.find((text) => text.startsWith(`${name} ${version}\n`));
      expect(part?.length ?? 0, `${name} ${version}`).toBeGreaterThan(200);
    }
  });
});

test('the font has its own licence, and the window can show them all', () => {
  const notices = json(
    'out/electron/main/notices.json',
    z.array(z.object({ name: z.string(), licence: z.string(), text: z.string() })),
  );
  const font = notices.find(({ name }) => name === '@fontsource/inter');
  expect(font).toMatchObject({ licence: 'OFL-1.1' });
  expect(font?.text).toContain('SIL OPEN FONT LICENSE');
  expect(notices.length).toBeGreaterThan(80);
  expect(existsSync(join(ROOT, 'SECURITY.md'))).toBe(true);
});

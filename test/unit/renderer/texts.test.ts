import { NOT_READY_REASONS } from '#core/kiosk/readiness.ts';
import { SALE_STEPS } from '#core/kiosk/snapshot.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../../src/renderer/locales/en.ts';
import { nb } from '../../../src/renderer/locales/nb.ts';

const FOLDER = join(import.meta.dirname, '../../../src/renderer');

function sources(): string {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => readFileSync(join(FOLDER, file), 'utf8'))
    .join('\n');
}

const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort();

describe('the texts of the screen', () => {
  it('stand in both languages, with the same values in them', () => {
    expect(Object.keys(nb).sort()).toEqual(Object.keys(en).sort());
    for (const [key, text] of Object.entries(en)) {
      expect(
        placeholders(Object.entries(nb).find(([name]) => name === key)?.[1] ?? ''),
        key,
      ).toEqual(placeholders(text));
    }
  });

  it('are all used', () => {
    const code = sources();
    const unused = Object.keys(en).filter((key) => {
      const [group = '', name] = key.split('.');
      return !code.includes(`'${key}'`) && (name === undefined || !code.includes(`\`${group}.\${`));
    });
    expect(unused).toEqual([]);
  });

  it('have a word for every reason and every step', () => {
    const keys = Object.keys(en);
    for (const reason of NOT_READY_REASONS) expect(keys).toContain(`reason.${reason}`);
    for (const step of SALE_STEPS) expect(keys).toContain(`step.${step}`);
  });
});

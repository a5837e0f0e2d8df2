import { SALE_GROUPS } from '#core/sales/sale-group.ts';
import { FILE_FAULT_CODES } from '#core/products/file-fault.ts';
import { REFUSAL_CODES } from '#contract/ipc/refusals.ts';
import { NOT_READY_REASONS } from '#core/kiosk/readiness.ts';
import { CHANGE_KINDS } from '#core/changes/audit-log.ts';
import { NETWORK_CHECKS, SETUP_STEPS } from '#core/setup/setup.ts';
import { SALE_STEPS } from '#core/kiosk/snapshot.ts';
import { LANGUAGES } from '#core/base/language.ts';
import { SETTING_KEYS } from '#core/settings/settings.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { textsOf } from '../../support/texts.ts';

const TEXTS = textsOf('renderer');
const FOLDER = join(import.meta.dirname, '../../../src/renderer');
const PLURAL = /_(one|other)$/;

function sources(): string {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('locales'))
    .map((file) => readFileSync(join(FOLDER, file), 'utf8'))
    .join('\n');
}

const placeholders = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{\{\w+\}\}/g)].map(String))].sort();

describe('the texts of the screen', () => {
  it('stand in all five languages, none empty, with the same values in them', () => {
    const keys = Object.keys(TEXTS.en).sort();
    for (const language of LANGUAGES) {
      expect(Object.keys(TEXTS[language]).sort(), language).toEqual(keys);
      for (const key of keys) {
        const text = TEXTS[language][key] ?? '';
        expect(text.trim(), `${language} ${key}`).not.toBe('');
        const wanted = placeholders(TEXTS.en[key] ?? '');
        expect(placeholders(text), `${language} ${key}`).toEqual(wanted);
      }
    }
  });

  it('are all used', () => {
    const code = sources();
    const isUsed = (key: string): boolean => {
      if (code.includes(`'${key}'`)) return true;
      const parts = key.split('.');
      return parts.some((_part, index) =>
        code.includes(`\`${parts.slice(0, index).join('.')}.\${`),
      );
    };
    const unused = Object.keys(TEXTS.en).filter((key) => !isUsed(key.replace(PLURAL, '')));
    expect(unused).toEqual([]);
  });

  it('have every key that the code names', () => {
    const keys = new Set(Object.keys(TEXTS.en).map((key) => key.replace(PLURAL, '')));
    const topics = new Set([...keys].map((key) => key.split('.')[0]));
    const named = [...sources().matchAll(/'([a-z]\w*(?:\.\w[\w-]*)+)'/g)].map(([, key]) =>
      String(key),
    );
    const missing = named.filter((key) => topics.has(key.split('.')[0]) && !keys.has(key));
    expect(missing).toEqual([]);
  });

  it('have a sentence for every reason, step, refusal, change, setting and fault', () => {
    const keys = Object.keys(TEXTS.en);
    for (const reason of NOT_READY_REASONS) expect(keys).toContain(`status.reason.${reason}`);
    for (const step of SALE_STEPS) expect(keys).toContain(`status.step.${step}`);
    for (const group of SALE_GROUPS) {
      expect(keys).toContain(`sales.group.${group}`);
      expect(keys).toContain(`sales.sale.customer.${group}`);
    }
    for (const code of FILE_FAULT_CODES) expect(keys).toContain(`products.fault.${code}`);
    for (const code of REFUSAL_CODES) expect(keys).toContain(`refusal.${code}`);
    for (const kind of CHANGE_KINDS) expect(keys).toContain(`changes.kind.${kind}`);
    for (const key of SETTING_KEYS) expect(keys).toContain(`settings.name.${key}`);
    for (const step of SETUP_STEPS) expect(keys).toContain(`setup.step.${step}`);
    for (const check of NETWORK_CHECKS) expect(keys).toContain(`setup.network.${check}Failed`);
  });
});

import { SALE_GROUPS } from '#core/sales/sale-group.ts';
import { FILE_FAULT_CODES } from '#core/products/file-fault.ts';
import { REFUSAL_CODES } from '#contract/ipc/refusals.ts';
import { NOT_READY_REASONS } from '#core/kiosk/readiness.ts';
import { CHANGE_KINDS } from '#core/changes/audit-log.ts';
import { NETWORK_CHECKS, SETUP_STEPS } from '#core/setup/setup.ts';
import { SALE_STEPS } from '#core/kiosk/snapshot.ts';
import { SETTING_KEYS } from '#core/settings/settings.ts';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { TextKey } from '../../../src/renderer/locales/keys.ts';
import { namedKey } from '../../support/text-faults.ts';
import { codeOf, textsOf } from '../../support/texts.ts';

const TEXTS = textsOf('renderer');

describe('the texts of the screen', () => {
  it('have keys that the compiler knows: `t` takes no other', () => {
    expectTypeOf<'sales.title'>().toExtend<TextKey>();
    expectTypeOf<'frame.waiting'>().toExtend<TextKey>();
    expectTypeOf<'sales.titel'>().not.toExtend<TextKey>();
    expectTypeOf<string>().not.toExtend<TextKey>();
  });

  it('have every key that the code names', () => {
    const keys = new Set(Object.keys(TEXTS.en).map((key) => namedKey(key)));
    const topics = new Set([...keys].map((key) => key.split('.')[0]));
    const named = [...codeOf('renderer').matchAll(/'([a-z]\w*(?:\.\w[\w-]*)+)'/g)].map(([, key]) =>
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

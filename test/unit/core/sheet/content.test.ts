import { DEFAULT_SETTINGS } from '#core/settings/settings.ts';
import { changesSince, fingerprintOf, gapsOf } from '#core/sheet/content.ts';
import { currentSheet, sheetStateOf } from '#core/kiosk/sheet-state.ts';
import { kindOf } from '#core/sheet/paper.ts';
import { fill } from '#core/locales/fill.ts';
import { describe, expect, it } from 'vitest';
import { CODE, contentWith, OPERATOR, slotsOf } from '../../../support/sheets.ts';

const printed = contentWith();
const since = (facts: Parameters<typeof contentWith>[0], kind: 'sheet' | 'label' = 'sheet') =>
  changesSince(printed, contentWith(facts), kind);
const with2 = (first: object): ReturnType<typeof slotsOf> =>
  slotsOf(6).map((slot, index) => (index === 0 ? { ...slot, ...first } : slot));

describe('what is printed', () => {
  it('is in the language of the market until others are chosen', () => {
    expect(printed.languages).toEqual(['nb']);
    expect(contentWith({ currency: 'EUR' }).languages).toEqual(['fi']);
    expect(contentWith({ languages: ['da', 'en'] }).languages).toEqual(['da', 'en']);
    expect(contentWith({ location: undefined }).location).toBe('');
    expect(fill('{{a}} {{b}}', { a: '1' })).toBe('1 ');
  });

  it('is the same while nothing that stands on it changes', () => {
    expect(since({})).toEqual([]);
    expect(since({ slots: with2({ stock: 3 }) })).toEqual([]);
    expect(fingerprintOf(printed, 'sheet')).not.toBe(fingerprintOf(printed, 'label'));
  });

  it('says which price, product and slot is otherwise', () => {
    expect(since({ slots: with2({ priceMinor: 2600 }) })).toEqual([
      { what: 'price', selection: 'A1', product: 'Cola 0,5 l', oldMinor: 2500, newMinor: 2600 },
    ]);
    expect(since({ slots: with2({ product: 'Solo' }) })).toEqual([
      { what: 'product', selection: 'A1', product: 'Solo' },
    ]);
    expect(since({ slots: slotsOf(7) })).toEqual([
      { what: 'added', selection: 'A7', product: 'Sjokolade' },
    ]);
    expect(since({ slots: slotsOf(5) })).toEqual([
      { what: 'removed', selection: 'A6', product: 'Mineralvann med kullsyre' },
    ]);
    expect(since({ slots: slotsOf(6).toReversed() })).toEqual([{ what: 'order' }]);
  });

  it('says what else is otherwise', () => {
    expect(since({ location: 'Hall B' })).toEqual([{ what: 'location' }]);
    expect(since({ operator: { ...OPERATOR, address: 'Ås' } })).toEqual([{ what: 'operator' }]);
    expect(since({ languages: ['nb', 'en'] })).toEqual([{ what: 'languages' }]);
    expect(since({ code: `${CODE}x` })).toEqual([{ what: 'code' }]);
    expect(since({ brand: 'MobilePay' })).toEqual([{ what: 'brand' }]);
    expect(since({ brand: 'MobilePay' }, 'label')).toEqual([{ what: 'brand' }]);
    expect(changesSince({ ...printed, edition: 0 }, printed, 'sheet')).toEqual([{ what: 'words' }]);
  });

  it('on a label has no prices and no address', () => {
    expect(since({ slots: slotsOf(1) }, 'label')).toEqual([]);
    expect(since({ operator: { ...OPERATOR, address: 'Ås' } }, 'label')).toEqual([]);
    expect(since({ operator: { ...OPERATOR, name: 'B' } }, 'label')).toEqual([
      { what: 'operator' },
    ]);
    expect([kindOf('A6'), kindOf('label')]).toEqual(['sheet', 'label']);
  });

  it('tells what is missing on it', () => {
    const bare = contentWith({
      operator: { name: '', number: '', address: '', refundContact: '' },
      slots: [],
    });
    expect(gapsOf(printed, 'sheet')).toEqual([]);
    expect(gapsOf(bare, 'sheet')).toEqual(['name', 'number', 'address', 'refundContact', 'rows']);
    expect(gapsOf(bare, 'label')).toEqual(['name', 'refundContact']);
  });
});

describe('what hangs on the machine', () => {
  const settings = { ...DEFAULT_SETTINGS, operatorName: OPERATOR.name };
  const sources = {
    machineId: 'vm-0001',
    location: 'Hall',
    currency: 'NOK',
    code: CODE,
    settings,
    slots: slotsOf(2),
    atMs: Date.parse('2026-11-30T12:00:00Z'),
  } as const;
  const now = currentSheet(sources);

  it('cannot be told before the QR is known', () => {
    expect(currentSheet({ ...sources, code: undefined })).toBeUndefined();
    expect(now?.operator).toEqual({
      name: OPERATOR.name,
      number: '',
      address: '',
      refundContact: '',
    });
  });

  it.each(['DKK', 'EUR'] as const)(
    'is out of date from the day on which MobilePay is called Vipps (%s)',
    (currency) => {
      const on = (day: string) =>
        currentSheet({ ...sources, currency, atMs: Date.parse(`${day}T12:00:00Z`) });
      const printedBefore = on('2027-01-11');
      expect(printedBefore?.brand).toBe('MobilePay');
      expect(sheetStateOf(on('2027-01-11'), () => printedBefore)).toBe('current');
      expect(sheetStateOf(on('2027-01-12'), () => printedBefore)).toBe('outdated');
      expect(sheetStateOf(on('2027-01-13'), () => on('2027-01-12'))).toBe('current');
    },
  );

  it('is missing, current, or out of date', () => {
    const dearer = currentSheet({ ...sources, slots: slotsOf(3) });
    expect(sheetStateOf(now, () => undefined)).toBe('unprinted');
    expect(sheetStateOf(now, () => now)).toBe('current');
    expect(sheetStateOf(undefined, () => now)).toBe('current');
    expect(sheetStateOf(dearer, (kind) => (kind === 'sheet' ? now : undefined))).toBe('outdated');
    // A label shows no prices.
    expect(sheetStateOf(dearer, (kind) => (kind === 'label' ? now : undefined))).toBe('current');
  });
});

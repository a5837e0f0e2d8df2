import { SALE_GROUPS, saleGroupOf } from '#core/sales/sale-group.ts';
import { readReference } from '#core/sales/sale-query.ts';
import { describe, expect, it } from 'vitest';

const MACHINE = 'vm-0001';
const ULID = '01k8pf3x2m4rv7w9yzabcdefgh';

describe('the group of a sale', () => {
  it('says in one word what became of it', () => {
    const sold = { state: 'settled', isOpen: false, outcome: 'sold', refundedMinor: 0 } as const;
    expect(saleGroupOf(sold)).toBe('sold');
    expect(saleGroupOf({ ...sold, refundedMinor: 1 })).toBe('refunded');
    expect(saleGroupOf({ ...sold, state: 'capturing', isOpen: true })).toBe('open');
    expect(saleGroupOf({ ...sold, state: 'held', isOpen: true })).toBe('held');
    expect(saleGroupOf({ ...sold, outcome: undefined })).toBe('open');
    expect(saleGroupOf({ ...sold, outcome: 'noSelection' })).toBe('released');
    expect(saleGroupOf({ ...sold, outcome: 'vendFailed' })).toBe('failed');
    expect(saleGroupOf({ ...sold, outcome: 'declined' })).toBe('notApproved');
    expect(saleGroupOf({ ...sold, outcome: 'unknownReleased' })).toBe('unknown');
    expect(new Set(SALE_GROUPS).size).toBe(SALE_GROUPS.length);
  });
});

describe('a reference that is typed', () => {
  it('means every sale while it is only the machine’s own name', () => {
    for (const typed of ['', 'vm', 'VM-0001', 'vm-0001-']) {
      expect(readReference(typed, MACHINE), typed).toEqual({ kind: 'every' });
    }
  });

  it('means none that holds what a reference cannot hold', () => {
    for (const typed of ['vm-0002-01k8', 'cola!', 'vm-0001-u', 'vm-0001-z1', `${ULID}0`]) {
      expect(readReference(typed, MACHINE), typed).toEqual({ kind: 'none' });
    }
  });

  it('is found by its beginning, with or without the machine, within the time it names', () => {
    const whole = readReference(`${MACHINE}-${ULID}`, MACHINE);
    const part = readReference(ULID.slice(0, 10), MACHINE);
    if (whole.kind !== 'some' || part.kind !== 'some') throw new Error('It means some.');
    expect(whole).toMatchObject({ text: `${MACHINE}-${ULID}`, isAnywhere: false });
    expect(part).toMatchObject({ text: ULID.slice(0, 10), isAnywhere: true });
    expect(part.beginning).toEqual(whole.beginning);
    let made = 0;
    for (const letter of ULID.slice(0, 10)) {
      made = made * 32 + '0123456789abcdefghjkmnpqrstvwxyz'.indexOf(letter);
    }
    expect(whole.beginning?.fromMs).toBeLessThan(made);
    expect(whole.beginning?.toMs).toBeGreaterThan(made);
  });

  it('is found by four characters of its end, and takes letters that are heard for digits', () => {
    expect(readReference('EF GH', MACHINE)).toEqual({
      kind: 'some',
      text: 'efgh',
      beginning: undefined,
      isAnywhere: true,
    });
    expect(readReference('oil', MACHINE)).toMatchObject({ text: '011', isAnywhere: false });
    expect(readReference(ULID, MACHINE)).toMatchObject({ isAnywhere: false });
  });
});

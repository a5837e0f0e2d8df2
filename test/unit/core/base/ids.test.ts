import { assertNever } from '#core/base/assert-never.ts';
import { isKioskError, KioskError } from '#core/base/errors.ts';
import {
  idempotencyKey,
  isMachineId,
  isPaymentReference,
  machineOf,
  paymentReference,
  type MachineId,
} from '#core/base/ids.ts';
import { err, ok } from '#core/base/result.ts';
import { describe, expect, it } from 'vitest';

const ULID = '01JD0000000000000000000000';

function machine(text: string): MachineId {
  if (!isMachineId(text)) throw new RangeError(text);
  return text;
}

describe('machine ids', () => {
  it.each(['vm-0001', 'abc', 'a1b', 'x'.repeat(30)])('takes %j', (text) => {
    expect(isMachineId(text)).toBe(true);
  });
  it.each(['ab', '-ab', 'ab-', 'Vm-1', 'x'.repeat(31), 'a b c', ''])('refuses %j', (text) => {
    expect(isMachineId(text)).toBe(false);
  });
});

describe('payment references', () => {
  it('join machine and ULID, and tell the machine again', () => {
    const reference = paymentReference(machine('vm-0001'), ULID);
    expect(reference).toBe(`vm-0001-${ULID.toLowerCase()}`);
    expect(machineOf(reference)).toBe('vm-0001');
    expect(isPaymentReference(reference)).toBe(true);
  });

  it('fit Vipps for the longest machine id', () => {
    expect(paymentReference(machine('x'.repeat(30)), ULID).length).toBeLessThanOrEqual(64);
  });

  it('are nothing else', () => {
    expect(() => paymentReference(machine('vm-0001'), 'short')).toThrow(RangeError);
    expect(machineOf('someone-elses-order')).toBeUndefined();
  });
});

describe('idempotency keys', () => {
  it('are the same for the same attempt and fit 50 characters', () => {
    const reference = paymentReference(machine('vm-0001'), ULID);
    const key = idempotencyKey('withdraw', reference, 12);
    expect(key).toBe(`withdraw-${ULID.toLowerCase()}-12`);
    expect(key.length).toBeLessThanOrEqual(50);
  });
});

describe('errors and results', () => {
  it('carry a code', () => {
    const error = new KioskError('store/locked', 'Busy.');
    expect(isKioskError(error)).toBe(true);
    expect(isKioskError(error, 'store/locked')).toBe(true);
    expect(isKioskError(error, 'store/corrupt')).toBe(false);
    expect(isKioskError(new Error('Busy.'))).toBe(false);
  });

  it('end an impossible switch', () => {
    const impossible: unknown = { kind: 'new' };
    const check: (value: never) => never = assertNever;
    expect(() => Reflect.apply(check, undefined, [impossible])).toThrow(/No case/);
  });

  it('are values', () => {
    expect(ok(1)).toEqual({ ok: true, value: 1 });
    expect(err('no')).toEqual({ ok: false, error: 'no' });
  });
});

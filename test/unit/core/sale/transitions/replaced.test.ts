import type { SaleFact } from '#core/sale/event.ts';
import { occupiesMachine } from '#core/sale/state.ts';
import { transition } from '#core/sale/transition.ts';
import { describe, expect, it } from 'vitest';
import { begin, MAXIMUM, SELECTION, tell, type Scene } from '../../../../support/sale-world.ts';

const REPLACED: SaleFact = { kind: 'kiosk.replaced' };
const APPROVED: SaleFact = { kind: 'payment.authorized', amountMinor: MAXIMUM };
const PRESSED: SaleFact = {
  kind: 'vend.requested',
  selection: { ...SELECTION, answerByMs: 60_000 },
  refusal: undefined,
};

function after(scene: Scene, ...facts: readonly SaleFact[]): Scene {
  return facts.reduce((told, fact) => tell(told, fact), scene);
}

function ordersOf({ sale, world }: Scene): readonly string[] {
  const event = { ...REPLACED, atMs: world.atMs + 10, isMachineReady: true };
  return transition(sale, event).effects.map(({ kind }) => kind);
}

describe('another PC becomes the machine', () => {
  it.each([
    ['the payment is asked for', begin('release')],
    ['the customer is asked to approve', after(begin('release'), { kind: 'payment.created' })],
  ])('while %s: it is withdrawn, and an approval is given back', (_when, scene) => {
    const replaced = after(scene, REPLACED);
    expect(replaced.sale).toMatchObject({ name: 'withdrawing', isOccupying: false });
    expect(after(replaced, APPROVED).sale).toMatchObject({
      name: 'releasing',
      outcome: 'restarted',
    });
  });

  it('while a withdrawal keeps the machine for the customer: it does no longer', () => {
    const late: SaleFact = { kind: 'deadline.passed', deadline: 'approval' };
    const withdrawing = after(begin('release'), { kind: 'payment.created' }, late);
    expect(occupiesMachine(withdrawing.sale)).toBe(true);
    const replaced = after(withdrawing, REPLACED);
    expect(occupiesMachine(replaced.sale)).toBe(false);
    expect(after(replaced, APPROVED).sale.name).toBe('releasing');
    expect(after(replaced, REPLACED).sale).toBe(replaced.sale);
  });

  it('while the credit is offered: the offer ends and all of it is released', () => {
    const offering = after(begin('release'), { kind: 'payment.created' }, APPROVED);
    expect(ordersOf(offering)).toEqual(['endSession', 'releasePayment', 'startDeadline']);
    expect(after(offering, REPLACED).sale).toMatchObject({ outcome: 'restarted', targetMinor: 0 });
  });

  it('while the product is on its way: its result is still heard', () => {
    const vending = after(begin('release'), { kind: 'payment.created' }, APPROVED, PRESSED);
    expect(ordersOf(vending)).toEqual([]);
    const fell: SaleFact = { kind: 'vend.succeeded', requestId: SELECTION.requestId };
    expect(after(vending, REPLACED, fell).sale.name).toBe('capturing');
  });
});

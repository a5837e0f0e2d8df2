import { timelineOf } from '#core/sales/timeline.ts';
import type { SaleFact } from '#core/sale/event.ts';
import { denialOf } from '#core/sale/denial.ts';
import { describe, expect, it } from 'vitest';
import { begin, checkIn, MAXIMUM, PRICE, SELECTION, tell } from '../../../support/sale-world.ts';

const asked = (priceMinor: number) => ({
  selection: { ...SELECTION, priceMinor, answerByMs: 90_000 },
  refusal: undefined,
});

describe('a selection is denied', () => {
  it.each([
    ['NOK', 99, 'price-below-least'],
    ['NOK', 100, undefined],
    ['EUR', 1, undefined],
    ['NOK', MAXIMUM + 1, 'price-above-reservation'],
  ] as const)('%s %d: %s', (currency, priceMinor, reason) => {
    expect(denialOf({ currency }, asked(priceMinor), MAXIMUM)).toBe(reason);
  });

  it('for what the catalogue says before anything else', () => {
    const refused = { ...asked(1), refusal: 'not-sellable' } as const;
    expect(denialOf({ currency: 'NOK' }, refused, MAXIMUM)).toBe('not-sellable');
  });

  it('while it is held and while credit is offered, and the timeline says why', () => {
    const pressed: SaleFact = { kind: 'vend.requested', ...asked(50) };
    const facts: readonly SaleFact[] = [
      { kind: 'payment.created' },
      pressed,
      { kind: 'payment.authorized', amountMinor: MAXIMUM },
      pressed,
    ];
    const { sale, world } = facts.reduce((scene, fact) => tell(scene, fact), begin('release'));
    expect(sale).toMatchObject({ name: 'offering', isReofferDue: true });
    expect(world.approvals).toBe(0);
    const events = [checkIn('release'), ...facts].map((fact, index) => ({
      ...fact,
      atMs: 1_000 + index,
      isMachineReady: true,
    }));
    const told = timelineOf(events, []).filter(({ kind }) => kind === 'vend.requested');
    expect(told.map(({ detail }) => detail)).toEqual(['price-below-least', 'price-below-least']);
  });
});

it('a rest that Vipps never captures is given back, for a person to see', () => {
  // Somebody captured all but 0.50 of the price in the portal.
  const money = { authorizedMinor: MAXIMUM, capturedMinor: PRICE - 50, cancelledMinor: 0 };
  const told: readonly SaleFact[] = [
    { kind: 'payment.created' },
    { kind: 'payment.authorized', amountMinor: MAXIMUM },
    { kind: 'vend.requested', ...asked(PRICE) },
    { kind: 'vend.succeeded', requestId: SELECTION.requestId },
    { kind: 'payment.captured', aggregate: { ...money, refundedMinor: 0 } },
  ];
  const { sale } = told.reduce((scene, fact) => tell(scene, fact), begin('release'));
  expect(sale.name).toBe('releasing');
});

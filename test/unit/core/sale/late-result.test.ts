import type { SaleFact } from '#core/sale/event.ts';
import { pendingResultOf } from '#core/sale/late-result.ts';
import type { StartedSale, UnknownOutcomePolicy } from '#core/sale/state.ts';
import { expect, it } from 'vitest';
import { begin, MAXIMUM, SELECTION, tell, type Scene } from '../../../support/sale-world.ts';

const { requestId } = SELECTION;

function after(scene: Scene, ...facts: readonly SaleFact[]): Scene {
  return facts.reduce((now, fact) => tell(now, fact), scene);
}

function vending(policy: UnknownOutcomePolicy): Scene {
  return after(
    begin(policy),
    { kind: 'payment.created' },
    { kind: 'payment.authorized', amountMinor: MAXIMUM },
    {
      kind: 'vend.requested',
      selection: { ...SELECTION, answerByMs: 58_000 },
      refusal: undefined,
    },
  );
}

function started({ sale }: Scene): StartedSale {
  if (sale.name === 'idle') throw new Error('Not begun.');
  return sale;
}

it.each(['release', 'capture', 'review'] as const)(
  'a vend whose result was lost owes it (%s)',
  (policy) => {
    const lost = after(vending(policy), { kind: 'machine.lost' });
    expect(pendingResultOf(started(lost))).toMatchObject({ requestId, item: SELECTION.item });
  },
);

it('a success, a sale under way and one without a choice owe nothing', () => {
  const sold = after(vending('release'), { kind: 'vend.succeeded', requestId });
  const unchosen = after(
    begin('release'),
    { kind: 'payment.created' },
    { kind: 'payment.authorized', amountMinor: MAXIMUM },
    { kind: 'machine.lost' },
  );
  const given = after(begin('release'), { kind: 'customer.turnedAway' });
  for (const scene of [sold, unchosen, given, vending('release')]) {
    expect(pendingResultOf(started(scene))).toBeUndefined();
  }
});

it.each(['vend.failed', 'vend.cancelled'] as const)(
  'a drop that is reported after %s takes stock and is for review; nothing is charged',
  (kind) => {
    const ended = after(vending('release'), { kind, requestId });
    expect(pendingResultOf(started(ended))).toMatchObject({ requestId });
    const late = after(ended, { kind: 'vend.succeeded', requestId });
    expect(late.sale).toMatchObject({ outcome: 'droppedUncharged', targetMinor: 0 });
    expect(late.world).toMatchObject({ stockTaken: 1, reviews: ['lateSuccess'] });
    expect(after(late, { kind: 'vend.succeeded', requestId }).world.stockTaken).toBe(1);
  },
);

it('what was charged in doubt, and refused by Vipps, is unknown as before: a late drop is counted', () => {
  const refused = after(
    vending('capture'),
    { kind: 'machine.lost' },
    { kind: 'payment.captureRefused', refusal: 'fullCaptureOnly', code: '6140' },
  );
  expect(refused.sale).toMatchObject({ name: 'releasing', outcome: 'unknownReleased' });
  const late = after(refused, { kind: 'vend.succeeded', requestId });
  expect(late.sale).toMatchObject({ outcome: 'droppedUncharged' });
  expect(late.world.stockTaken).toBe(1);
});

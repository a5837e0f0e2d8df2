import { noteEntered, runningSaleOf } from '#core/kiosk/running-sale.ts';
import type { StartedSale } from '#core/sale/state.ts';
import { describe, expect, it } from 'vitest';
import { begin, SELECTION, tell, type Scene } from '../../../support/sale-world.ts';

function started(scene: Scene): StartedSale {
  if (scene.sale.name === 'idle') throw new RangeError('The sale has not begun.');
  return scene.sale;
}

describe('the running sale on the screen', () => {
  it('shows each step with the time it was reached', () => {
    const enteredAt = new Map<StartedSale['name'], number>();
    let scene = begin('release');
    noteEntered(enteredAt, started(scene));
    expect(runningSaleOf(started(scene), enteredAt, 99)).toMatchObject({
      state: 'reserving',
      reservedMinor: 5000,
      product: undefined,
      deadlineAtMs: 99,
    });
    const facts = [
      { kind: 'payment.authorized', amountMinor: 4500 },
      {
        kind: 'vend.requested',
        selection: { ...SELECTION, answerByMs: 90_000 },
        refusal: undefined,
      },
      { kind: 'vend.succeeded', requestId: SELECTION.requestId },
    ] as const;
    for (const fact of facts) {
      scene = tell(scene, fact);
      noteEntered(enteredAt, started(scene));
      noteEntered(enteredAt, started(scene));
    }
    const shown = runningSaleOf(started(scene), enteredAt, undefined);
    expect(shown).toMatchObject({
      state: 'capturing',
      reservedMinor: 4500,
      product: 'Cola',
      priceMinor: 2500,
    });
    expect(shown.steps.map((step) => step.atMs)).toEqual([1010, 1020, 1030, 1040, undefined]);
  });

  it('shows a sale that is being withdrawn without a product', () => {
    const scene = tell(begin('release'), { kind: 'customer.turnedAway' });
    const shown = runningSaleOf(started(scene), new Map(), 7);
    expect(shown).toMatchObject({ state: 'withdrawing', product: undefined, deadlineAtMs: 7 });
  });

  it('never calls a sale charged that was only released', () => {
    const enteredAt = new Map<StartedSale['name'], number>([
      ['reserving', 1],
      ['releasing', 2],
    ]);
    const shown = runningSaleOf(started(begin('release', true)), enteredAt, undefined);
    expect(shown.steps.at(-1)).toEqual({ step: 'charged', atMs: undefined });
    expect(shown.product).toBe('Cola');
  });
});

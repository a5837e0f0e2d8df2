import type { SaleEffect } from './effect.ts';
import type { SaleEventKind } from './event.ts';

/** Effects that nobody outside notices: they ask Vipps, or concern this program alone. */
const UNNOTICED: ReadonlySet<SaleEffect['kind']> = new Set<SaleEffect['kind']>([
  'watchPayment',
  'observePayment',
  'forgetCustomerToken',
  'startDeadline',
]);

/**
 * Whether a power cut may take this step back. A sale that resumes asks Vipps, who tells the same fact again, and since
 * nobody outside has noticed the step, the sale goes on as if it had not been heard yet. Every other step is on the disk before
 * anything is done about it.
 */
export function canBeHeardAgain(kind: SaleEventKind, effects: readonly SaleEffect[]): boolean {
  const isToldByVipps = kind.startsWith('payment.') || kind === 'receipt.posted';
  return isToldByVipps && effects.every((effect) => UNNOTICED.has(effect.kind));
}

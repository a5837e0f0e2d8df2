import type { SalesUnit } from '#contract/relay/messages.ts';
import type { SalesTerms } from '#core/payment/sales-terms.ts';

/** What the relay says of the sales unit, as the rules use it. */
export function salesTermsOf(unit: SalesUnit): SalesTerms {
  const { maxAmountCap, returnUrl, ...terms } = unit;
  return { ...terms, returnUrl, maxAmountCapMinor: maxAmountCap };
}

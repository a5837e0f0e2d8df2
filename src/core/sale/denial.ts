import { isBelowLeast } from '../money/money.ts';
import type { DenyReason } from '../vend/controller.ts';
import type { SaleEventOf } from './event.ts';
import type { StartedSale } from './state.ts';

/**
 * Why a selection is not vended on a sale; undefined: it is. `mostMinor`: what is reserved or asked for, minor units.
 * A price that Vipps would not capture (6010) is a product given away.
 */
export function denialOf(
  sale: Pick<StartedSale, 'currency' | 'ageLimit'>,
  { selection, refusal }: Pick<SaleEventOf<'vend.requested'>, 'selection' | 'refusal'>,
  mostMinor: number,
): DenyReason | undefined {
  if (refusal !== undefined) return refusal;
  // Rule 10: Vipps alone knows how old somebody is.
  if ((selection.minimumAge ?? 0) > (sale.ageLimit ?? 0)) return 'age-limit';
  if (isBelowLeast(selection.priceMinor, sale.currency)) return 'price-below-least';
  return selection.priceMinor > mostMinor ? 'price-above-reservation' : undefined;
}

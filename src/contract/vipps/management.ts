import { z } from 'zod';
import { absentOr } from './amount.ts';
import { booleanLike, textLike } from './form.ts';

/**
 * Management API v1: what Vipps has on file about a sales unit. Production only; a sales unit's ordinary keys may read it.
 * 404 means that the sales unit or its merchant is not active.
 */

/** What a sales unit may do. Vipps may leave out any of it, which says nothing about whether it applies. */
const salesUnitRightsSchema = z.object({
  paymentAllowed: absentOr(booleanLike),
  /** `ReserveCapture`, `DirectCapture` or `NotApplicable`. */
  captureType: absentOr(textLike(60)),
  /** Whether a payment may go straight to the app: needed for PUSH_MESSAGE. */
  skipLandingPageAllowed: absentOr(booleanLike),
  partialCaptureAllowed: absentOr(booleanLike),
  /** Denmark and Finland: capture later than 14 days. */
  lateCaptureAllowed: absentOr(booleanLike),
  creditCardPaymentAllowed: absentOr(booleanLike),
});

/** GET /management/v1/sales-units/{msn} */
export const salesUnitDetailsSchema = z.object({
  msn: textLike(40),
  /** Shown to customers in the app. */
  name: textLike(200),
  /** `business:NO:ORG`: the country of the merchant stands in the middle. */
  businessIdentifier: absentOr(z.object({ scheme: textLike(100) })),
  configuration: absentOr(salesUnitRightsSchema).transform(
    (rights): Partial<z.infer<typeof salesUnitRightsSchema>> => rights ?? {},
  ),
});
export type SalesUnitDetails = z.infer<typeof salesUnitDetailsSchema>;

/** The country in a business identifier's scheme, such as `NO`. Undefined when there is none. */
export function countryOf({ businessIdentifier }: SalesUnitDetails): string | undefined {
  return /^business:([A-Za-z]{2}):/.exec(businessIdentifier?.scheme ?? '')?.[1]?.toUpperCase();
}

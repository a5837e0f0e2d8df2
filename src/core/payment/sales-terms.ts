import type { Currency, Market } from '../money/money.ts';

/** What the relay knows of the sales unit, told at enrolment and at each connection. */
export interface SalesTerms {
  readonly merchantSerialNumber: string;
  readonly market: Market;
  readonly currency: Currency;
  readonly userFlow: 'PUSH_MESSAGE' | 'WEB_REDIRECT';
  readonly returnUrl: string | undefined;
  readonly partialCapture: boolean;
  readonly orderManagement: boolean;
  /** Minor units. */
  readonly maxAmountCapMinor: number;
}

import type { PaymentReference } from '../base/ids.ts';
import type { Currency } from '../money/money.ts';
import type { OperatorAlertKind } from '../sale/effect.ts';

export interface OperatorAlert {
  readonly alert: OperatorAlertKind;
  readonly reference: PaymentReference;
  readonly sinceMs: number;
  /** Minor units. */
  readonly amountMinor: number;
  readonly currency: Currency;
  /** What Vipps said, where there is one. */
  readonly code?: string | undefined;
}

/** Alerts to the operator. */
export interface OperatorAlerts {
  /** Keeps trying until the relay has it, or the program ends; the same alert twice is told once. */
  raise(alert: OperatorAlert): void;
}

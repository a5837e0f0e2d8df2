import type { Market } from '#core/money/money.ts';

/** A merchant's sales unit, as the simulated Vipps knows it. */
export interface SimulatedSalesUnit {
  /** 4-10 digits. */
  readonly merchantSerialNumber: string;
  readonly market: Market;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly subscriptionKey: string;
  /** May skip the landing page; if not, PUSH_MESSAGE fails with 5080. Default true. */
  readonly isPushAllowed?: boolean | undefined;
  /** If not, a partial capture fails with 6140. Default true. */
  readonly isPartialCaptureAllowed?: boolean | undefined;
  /** Default true; the real test environment has no Order Management. */
  readonly hasOrderManagement?: boolean | undefined;
  /**
   * `production` has the Management API but no force approve, `test` the reverse. Undefined: both, which real units never
   * have.
   */
  readonly environment?: 'production' | 'test' | undefined;
}

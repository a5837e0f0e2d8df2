import type { Market } from '#core/money/money.ts';

/** A merchant's sales unit as the simulated Vipps knows it. */
export interface SimulatedSalesUnit {
  /** 4-10 digits. */
  readonly merchantSerialNumber: string;
  readonly market: Market;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly subscriptionKey: string;
  /** Approved to skip the landing page; without it PUSH_MESSAGE is refused (5080). Default true. */
  readonly isPushAllowed?: boolean | undefined;
  /** Default true; otherwise 6140. */
  readonly isPartialCaptureAllowed?: boolean | undefined;
  /** Default true; the real test environment has none. */
  readonly hasOrderManagement?: boolean | undefined;
  /**
   * Only `production` has the Management API, only `test` has the force approve. Undefined: has both, which the real one
   * never does.
   */
  readonly environment?: 'production' | 'test' | undefined;
}

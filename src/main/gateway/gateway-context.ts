import type { SalesTerms } from '#core/payment/sales-terms.ts';
import type { CustomerTokens } from './customer-tokens.ts';
import type { CallerDeps, VippsCaller } from './vipps-call.ts';

export interface GatewayDeps extends Omit<CallerDeps, 'onAnswer'> {
  readonly machineId: string;
  /** Undefined until a relay has told them once. */
  readonly terms: () => SalesTerms | undefined;
}

/** What every order to Vipps works with. */
export interface GatewayContext extends GatewayDeps {
  readonly caller: VippsCaller;
  readonly tokens: CustomerTokens;
}

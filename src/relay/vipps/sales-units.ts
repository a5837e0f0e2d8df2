import type { SalesUnit } from '#contract/relay/messages.ts';
import { currencyOf } from '#core/money/money.ts';
import type { Clock } from '#core/base/ports.ts';
import type { RelayConfig, SalesUnitConfig } from '../config/relay-config.ts';
import type { HttpClient } from '../runtime/http-client.ts';
import { createVippsClient, type VippsClient } from './vipps-client.ts';

/** A sales unit with its client for Vipps. */
export interface ActiveSalesUnit {
  readonly config: SalesUnitConfig;
  readonly vipps: VippsClient;
  /** The part of its configuration that its machines are told. */
  readonly publicTerms: SalesUnit;
  /** Where Vipps sends the unit's webhooks. The address is part of what Vipps signs. */
  readonly webhookUrl: URL;
}

export interface SalesUnits {
  find(merchantSerialNumber: string): ActiveSalesUnit | undefined;
  readonly all: readonly ActiveSalesUnit[];
}

const WEBHOOK_PATH = '/webhooks/vipps';

function termsOf(unit: SalesUnitConfig): SalesUnit {
  return {
    merchantSerialNumber: unit.merchantSerialNumber,
    market: unit.market,
    currency: currencyOf(unit.market),
    userFlow: unit.userFlow,
    ...(unit.returnUrl === undefined ? {} : { returnUrl: unit.returnUrl }),
    partialCapture: unit.partialCapture,
    orderManagement: unit.orderManagement,
    maxAmountCap: unit.maxAmountCap,
  };
}

export function createSalesUnits(
  config: Pick<RelayConfig, 'salesUnits' | 'publicUrl'>,
  deps: { readonly http: HttpClient; readonly clock: Clock },
): SalesUnits {
  const all = config.salesUnits.map((unit) => ({
    config: unit,
    vipps: createVippsClient(unit, deps),
    publicTerms: termsOf(unit),
    webhookUrl: new URL(`${config.publicUrl}${WEBHOOK_PATH}/${unit.merchantSerialNumber}`),
  }));
  const byNumber = new Map(all.map((unit) => [unit.config.merchantSerialNumber, unit]));
  return { all, find: (merchantSerialNumber) => byNumber.get(merchantSerialNumber) };
}

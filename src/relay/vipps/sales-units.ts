import type { SalesUnit } from '#contract/relay/messages.ts';
import { currencyOf } from '#core/money/money.ts';
import type { Clock } from '#core/base/ports.ts';
import type { RelayConfig, SalesUnitConfig } from '../config/relay-config.ts';
import { createVippsClient, type VippsClient } from './vipps-client.ts';
import type { VippsHttp } from '../runtime/http-client.ts';

/** One sales unit at work. */
export interface ActiveSalesUnit {
  readonly config: SalesUnitConfig;
  readonly vipps: VippsClient;
  /** What its machines may know. */
  readonly publicTerms: SalesUnit;
  /** Where Vipps sends this unit's webhooks: it is part of what is signed. */
  readonly webhookUrl: URL;
}

export interface SalesUnits {
  find(merchantSerialNumber: string): ActiveSalesUnit | undefined;
  readonly all: readonly ActiveSalesUnit[];
}

export const WEBHOOK_PATH = '/webhooks/vipps';

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
  deps: { readonly http: VippsHttp; readonly clock: Clock },
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

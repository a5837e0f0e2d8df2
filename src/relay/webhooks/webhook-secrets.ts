import type { Clock } from '#core/base/ports.ts';
import type { Registered } from './webhook-signature.ts';
import type { ActiveSalesUnit } from '../vipps/sales-units.ts';
import type { Registration, RelayStore } from '../store/ports/relay-store.ts';

/** Deliveries signed before a rotation are retried for a while: their secret stays valid this long. */
export const OLD_SECRET_MS = 24 * 3_600_000;

/** The secrets that are valid now, kept in memory beside the store: they are needed at every webhook. */
export interface WebhookSecrets {
  registered(unit: ActiveSalesUnit): Registered;
  refresh(unit: ActiveSalesUnit): Promise<void>;
}

export function createWebhookSecrets(store: RelayStore, clock: Clock): WebhookSecrets {
  const known = new Map<string, readonly Registration[]>();
  return {
    registered: (unit) => {
      const registrations = known.get(unit.config.merchantSerialNumber) ?? [];
      const nowMs = clock.nowMs();
      const secrets = registrations
        .filter(({ url }) => url === unit.webhookUrl.href)
        .filter(
          ({ retiredAtMs }) => retiredAtMs === undefined || nowMs - retiredAtMs < OLD_SECRET_MS,
        )
        .map(({ secret }) => secret);
      return { url: unit.webhookUrl, secrets };
    },
    refresh: async (unit) => {
      const number = unit.config.merchantSerialNumber;
      known.set(number, await store.registrations(number));
    },
  };
}

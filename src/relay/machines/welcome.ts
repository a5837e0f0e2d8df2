import { ALERT_KINDS, LINK_VERSION, type RelayMessage } from '#contract/relay/messages.ts';
import type { Machine } from '../store/ports/machines.ts';
import type { ActiveSalesUnit } from '../vipps/sales-units.ts';

/** The relay's first frame to a machine: the terms that it sells under. */
export function welcomeTo(
  { machineId, location }: Machine,
  unit: ActiveSalesUnit,
  now: { readonly serverTimeMs: number; readonly heartbeatSeconds: number },
): RelayMessage {
  return {
    type: 'welcome',
    version: LINK_VERSION,
    machineId,
    serverTimeMs: now.serverTimeMs,
    location,
    salesUnit: unit.publicTerms,
    alertKinds: [...ALERT_KINDS],
    heartbeatSeconds: now.heartbeatSeconds,
  };
}

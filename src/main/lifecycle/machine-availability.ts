import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { MachineAvailability } from '#core/payment/relay-feed.ts';

/** What the relay, and through it the operator, is told of the machine. */
export function availabilityOf({
  state,
  reasons,
  machine,
  lastSales,
}: Pick<KioskSnapshot, 'state' | 'reasons' | 'machine' | 'lastSales'>): MachineAvailability {
  return {
    state,
    reasons,
    faults: machine.faults.map(({ code }) => code),
    lastSaleAtMs: lastSales.find(({ outcome }) => outcome === 'sold')?.startedAtMs,
  };
}

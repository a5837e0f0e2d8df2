import type { Clock, Log } from '#core/ports.ts';
import type { Market } from '#core/money.ts';
import { putCallbackQr } from './callback-qr.ts';
import type { MachineLinks } from './machine-links.ts';
import type { SalesUnits } from './sales-units.ts';
import type { RelayStore } from './store/relay-store.ts';

/** What the app shows after a scan while the machine is away; at most 36 characters with the QR API. */
const OUT_OF_ORDER: Readonly<Record<Market, string>> = {
  NO: 'Ute av drift - du betaler ingenting',
  DK: 'Ude af drift - du betaler intet',
  FI: 'Ei käytössä - mitään ei veloiteta',
};
const TRY_AGAIN_MS = 60_000;

interface PresenceDeps {
  readonly store: RelayStore;
  readonly links: MachineLinks;
  readonly units: SalesUnits;
  readonly clock: Clock;
  readonly log: Log;
  readonly afterMs: number;
}

/** Tells customers of a machine that stays away, through the text of its QR, and takes it back (design §5). */
export function watchPresence(deps: PresenceDeps): () => void {
  const waiting = new Map<string, () => void>();
  const markedAway = new Set<string>();

  function wait(machineId: string, afterMs: number, run: () => void): void {
    waiting.get(machineId)?.();
    waiting.set(machineId, deps.clock.setTimer(afterMs, run));
  }

  async function show(machineId: string, isPresent: boolean): Promise<void> {
    const machine = await deps.store.machine(machineId);
    const unit = machine && deps.units.find(machine.merchantSerialNumber);
    if (machine === undefined || unit === undefined) return;
    const text = isPresent ? machine.location : OUT_OF_ORDER[unit.config.market];
    const done = await putCallbackQr(unit, machineId, text);
    if (!done.ok) {
      deps.log.warn('the text of the QR was not changed', { machineId, why: done.error });
      wait(machineId, TRY_AGAIN_MS, () => void show(machineId, deps.links.isConnected(machineId)));
      return;
    }
    if (isPresent) markedAway.delete(machineId);
    else markedAway.add(machineId);
    deps.log.info('the text of the QR was changed', { machineId, isPresent });
  }

  deps.links.onPresence((machineId, isPresent) => {
    waiting.get(machineId)?.();
    waiting.delete(machineId);
    if (!isPresent) wait(machineId, deps.afterMs, () => void show(machineId, false));
    else if (markedAway.has(machineId)) void show(machineId, true);
  });
  return () => {
    for (const cancel of waiting.values()) cancel();
  };
}

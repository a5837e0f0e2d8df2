import { isNotReadyReason, type NotReadyReason } from '#core/kiosk/readiness.ts';
import type { Clock } from '#core/base/ports.ts';
import type { AvailabilityText } from './availability-texts.ts';

/** What customers are told of each reason; undefined: nothing, since it passes by itself or does not keep them from buying. */
const TEXTS: Readonly<Record<NotReadyReason, AvailabilityText | undefined>> = {
  'not-set-up': 'inService',
  replaced: undefined,
  'store-unwritable': 'outOfOrder',
  'journal-damaged': 'outOfOrder',
  'clock-implausible': 'outOfOrder',
  'service-mode': 'inService',
  'set-up-unfinished': 'inService',
  'quiet-hours': 'closedNow',
  'hardware-down': 'outOfOrder',
  'door-open': 'inService',
  'machine-fault': 'outOfOrder',
  'machine-not-enabled': 'outOfOrder',
  'relay-down': undefined,
  'nothing-sellable': 'soldOut',
  'amount-not-payable': 'outOfOrder',
  'select-first': undefined,
  'scan-pause': undefined,
  updating: undefined,
  stopping: undefined,
};

/** Of several reasons: somebody is at work on it, it is broken, it rests, it is empty. */
const ORDER: readonly AvailabilityText[] = ['inService', 'outOfOrder', 'closedNow', 'soldOut'];

/** The text for a machine with these reasons; undefined: it sells, or will in a moment. */
export function readinessText(reasons: readonly string[]): AvailabilityText | undefined {
  const texts = reasons.filter(isNotReadyReason).map((reason) => TEXTS[reason]);
  return ORDER.find((text) => texts.includes(text));
}

/** A door that is opened for a moment is not told, and neither is a machine that starts. */
const LASTS_MS = 60_000;

/** Waits until what a machine says has lasted. That it sells again is told at once. */
export interface LastingReadiness {
  hear(machineId: string, reasons: readonly string[]): void;
  /** The machine has said something that has not lasted yet. */
  isPending(machineId: string): boolean;
  forget(machineId: string): void;
  stop(): void;
}

export function createLastingReadiness(
  clock: Clock,
  onLasting: (machineId: string) => void,
): LastingReadiness {
  const heard = new Map<string, AvailabilityText | undefined>();
  const pending = new Map<string, () => void>();

  function cancel(machineId: string): void {
    pending.get(machineId)?.();
    pending.delete(machineId);
  }

  return {
    hear: (machineId, reasons) => {
      const text = readinessText(reasons);
      if (heard.has(machineId) && heard.get(machineId) === text) return;
      heard.set(machineId, text);
      cancel(machineId);
      if (text === undefined) {
        onLasting(machineId);
        return;
      }
      const stopTimer = clock.setTimer(LASTS_MS, () => {
        pending.delete(machineId);
        onLasting(machineId);
      });
      pending.set(machineId, stopTimer);
    },
    isPending: (machineId) => pending.has(machineId),
    forget: (machineId) => {
      heard.delete(machineId);
      cancel(machineId);
    },
    stop: () => {
      for (const machineId of [...pending.keys()]) cancel(machineId);
    },
  };
}

import { reasonOf } from '#core/base/errors.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { QrTextStore } from '../store/ports/qr-texts.ts';
import { putCallbackQr } from '../vipps/sales-unit-calls.ts';
import type { ActiveSalesUnit } from '../vipps/sales-units.ts';

export interface WantedText {
  readonly unit: ActiveSalesUnit;
  readonly text: string;
}

/**
 * Changes the texts of the machines' QRs at Vipps, for each machine one after the other, so that the text asked for last
 * stays. The database says what Vipps shows, and learns of a change before Vipps does: a restart forgets nothing.
 */
export interface QrTexts {
  /** Calls `decide` when its turn comes; undefined: no change is needed. The error is one sentence. */
  change(
    machineId: string,
    decide: () => Promise<WantedText | undefined>,
  ): Promise<Result<void, string>>;
  /** Whether Vipps is known to show this text. `location`: what the QR was made with. */
  isShown(machineId: string, text: string, location: string): Promise<boolean>;
}

export function createQrTexts(store: QrTextStore, cluster: Pick<Cluster, 'exclusively'>): QrTexts {
  const lastChange = new Map<string, Promise<unknown>>();

  async function put(machineId: string, { unit, text }: WantedText): Promise<Result<void, string>> {
    await store.save(machineId, { text, isConfirmed: false });
    const done = await putCallbackQr(unit, machineId, text);
    if (done.ok) await store.save(machineId, { text, isConfirmed: true });
    return done;
  }

  async function run(
    machineId: string,
    decide: () => Promise<WantedText | undefined>,
  ): Promise<Result<void, string>> {
    try {
      return await cluster.exclusively(`qr-text ${machineId}`, async () => {
        const wanted = await decide();
        return wanted === undefined ? ok(undefined) : put(machineId, wanted);
      });
    } catch (error) {
      return err(reasonOf(error));
    }
  }

  return {
    change: (machineId, decide) => {
      const before = lastChange.get(machineId) ?? Promise.resolve();
      const change = before.then(() => run(machineId, decide));
      lastChange.set(machineId, change);
      const forget = (): void => {
        if (lastChange.get(machineId) === change) lastChange.delete(machineId);
      };
      change.then(forget, forget);
      return change;
    },
    isShown: async (machineId, text, location) => {
      const shown = (await store.find(machineId)) ?? { text: location, isConfirmed: true };
      return shown.isConfirmed && shown.text === text;
    },
  };
}

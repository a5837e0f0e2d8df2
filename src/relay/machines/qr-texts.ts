import { reasonOf } from '#core/base/errors.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import { putCallbackQr } from '../vipps/callback-qr.ts';
import type { ActiveSalesUnit } from '../vipps/sales-units.ts';
import type { RelayStore } from '../store/ports/relay-store.ts';

export interface WantedText {
  readonly unit: ActiveSalesUnit;
  readonly text: string;
}

/**
 * The texts of the machines' QRs at Vipps: one change at a time for each machine, so that the last one asked for is the
 * one that stays. What is shown is in the database, and that it is about to change is there before Vipps is asked: a
 * restart forgets nothing.
 */
export interface QrTexts {
  /** `decide` is asked when it is this change's turn; undefined: all is as it should be. The error is one sentence. */
  change(
    machineId: string,
    decide: () => Promise<WantedText | undefined>,
  ): Promise<Result<void, string>>;
  /** Whether this is what Vipps certainly shows. */
  isShown(machineId: string, text: string, location: string): Promise<boolean>;
}

export function createQrTexts(store: Pick<RelayStore, 'shownText' | 'keepShownText'>): QrTexts {
  const turns = new Map<string, Promise<unknown>>();

  async function put(machineId: string, { unit, text }: WantedText): Promise<Result<void, string>> {
    await store.keepShownText(machineId, { text, isSure: false });
    const done = await putCallbackQr(unit, machineId, text);
    if (done.ok) await store.keepShownText(machineId, { text, isSure: true });
    return done;
  }

  async function run(
    machineId: string,
    decide: () => Promise<WantedText | undefined>,
  ): Promise<Result<void, string>> {
    try {
      const wanted = await decide();
      return wanted === undefined ? ok(undefined) : await put(machineId, wanted);
    } catch (error) {
      return err(reasonOf(error));
    }
  }

  return {
    change: (machineId, decide) => {
      const before = turns.get(machineId) ?? Promise.resolve();
      const turn = before.then(() => run(machineId, decide));
      turns.set(machineId, turn);
      const forget = (): void => {
        if (turns.get(machineId) === turn) turns.delete(machineId);
      };
      turn.then(forget, forget);
      return turn;
    },
    isShown: async (machineId, text, location) => {
      // What was never changed shows where the machine stands: that is how its QR was made.
      const { text: shown, isSure } = (await store.shownText(machineId)) ?? {
        text: location,
        isSure: true,
      };
      return isSure && shown === text;
    },
  };
}

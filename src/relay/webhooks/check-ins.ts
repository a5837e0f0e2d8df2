import type { CheckInEvent } from '#contract/vipps/webhook-events.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { CheckInGrants } from '../vipps/check-in-grants.ts';
import type { CheckInVerdict } from '../machines/machine-link.ts';
import type { MachineLinks } from '../machines/machine-links.ts';
import { checkInIdOf } from '../runtime/secrets.ts';
import type { RelayStore } from '../store/ports/relay-store.ts';

/** Vipps shows the customer an error at once when the answer is no (design §5: within 2 s in all). */
export const ANSWER_WITHIN_MS = 1_500;
/** As long as a customer's token can live, and some. */
const ANSWERS_KEPT_MS = 20 * 60_000;

export interface CheckIns {
  /** The machine's answer; the same for every copy of one check-in. `unit`: of the address that it came to. */
  decide(event: CheckInEvent, unit: string): Promise<CheckInVerdict>;
}

interface CheckInDeps {
  readonly store: RelayStore;
  readonly links: MachineLinks;
  readonly clock: Clock;
  readonly log: Log;
  /** Told before the machine is asked: its create may come at once. */
  readonly grants: Pick<CheckInGrants, 'give'>;
}

/** Check-ins are worthless after a minute: they are answered at once and never stored. */
export function createCheckIns({ store, links, clock, log, grants }: CheckInDeps): CheckIns {
  const verdicts = new Map<string, Promise<CheckInVerdict>>();

  async function ask(
    { event, unit }: { readonly event: CheckInEvent; readonly unit: string },
    checkInId: string,
  ): Promise<CheckInVerdict> {
    const machine = await store.machine(event.merchantQrId);
    if (machine?.merchantSerialNumber !== unit) {
      return { accepted: false, reason: 'unknown-machine' };
    }
    links.noteScan(machine);
    if (links.isConnected(machine.machineId)) grants.give(machine.machineId, checkInId);
    return links.askCheckIn(machine.machineId, {
      type: 'checkIn',
      checkInId,
      customerToken: event.customerToken,
      initiatedAt: event.initiatedAt,
      ageMs: clock.nowMs() - Date.parse(event.initiatedAt),
      answerWithinMs: ANSWER_WITHIN_MS,
    });
  }

  return {
    decide: (event, unit) => {
      const checkInId = checkInIdOf(event.customerToken);
      const given = verdicts.get(checkInId);
      if (given !== undefined) return given;
      const verdict = ask({ event, unit }, checkInId);
      verdicts.set(checkInId, verdict);
      clock.setTimer(ANSWERS_KEPT_MS, () => verdicts.delete(checkInId));
      verdict.then(
        (said) => {
          log.info('check-in', { machineId: event.merchantQrId, checkInId, ...said });
        },
        () => verdicts.delete(checkInId),
      );
      return verdict;
    },
  };
}

import type { CheckInEvent } from '#contract/vipps/webhook-events.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { MachineLinks } from '../machines/machine-links.ts';
import type { CheckInVerdict } from '../machines/open-check-ins.ts';
import { checkInIdOf } from '../runtime/secrets.ts';
import type { MachineStore } from '../store/ports/machines.ts';
import type { CheckInGrants } from '../vipps/check-in-grants.ts';

/** The customer's app must get an answer within 2 s in all (design §5). */
const ANSWER_WITHIN_MS = 1_500;
/** Longer than a customer's token lives. */
const KEEP_VERDICT_MS = 20 * 60_000;

export interface CheckIns {
  /** @returns the machine's answer, the same for every copy of one check-in. `unit`: whose address it came to */
  decide(event: CheckInEvent, unit: string): Promise<CheckInVerdict>;
}

interface CheckInDeps {
  readonly machines: Pick<MachineStore, 'find'>;
  readonly links: Pick<MachineLinks, 'onScan' | 'isConnected' | 'askCheckIn'>;
  /** Granted before the machine is asked, because the machine may create its payment at once. */
  readonly grants: Pick<CheckInGrants, 'give'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Lets the scanned machine decide a check-in. A check-in is worthless after a minute, so it is never stored. */
export function createCheckIns({ machines, links, grants, clock, log }: CheckInDeps): CheckIns {
  const verdicts = new Map<string, Promise<CheckInVerdict>>();

  async function ask(
    { event, unit }: { readonly event: CheckInEvent; readonly unit: string },
    checkInId: string,
  ): Promise<CheckInVerdict> {
    const machine = await machines.find(event.merchantQrId);
    if (machine?.merchantSerialNumber !== unit) {
      return { accepted: false, reason: 'unknown-machine' };
    }
    links.onScan(machine);
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
      clock.setTimer(KEEP_VERDICT_MS, () => verdicts.delete(checkInId));
      verdict.then(
        (answer) => {
          log.info('relay.check-in', { machineId: event.merchantQrId, checkInId, ...answer });
        },
        () => verdicts.delete(checkInId),
      );
      return verdict;
    },
  };
}

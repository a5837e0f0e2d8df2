import type { CheckInEvent } from '#contract/vipps/webhook-events.ts';
import { KioskError } from '#core/base/errors.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { MachineLinks } from '../machines/machine-links.ts';
import { checkInIdOf } from '../runtime/secrets.ts';
import {
  NO_ANSWER,
  type CheckInId,
  type CheckInStore,
  type CheckInVerdict,
  type OpenCheckIn,
} from '../store/ports/check-ins.ts';
import type { MachineStore } from '../store/ports/machines.ts';
import type { CheckInQuestion, RemoteCheckIns } from './remote-check-ins.ts';
import { settleCheckIn } from './settle-check-in.ts';

/** The customer's app must get an answer within 2 s in all (design §5). */
const ANSWER_WITHIN_MS = 1_500;
/** A database that is slow or away does not keep the customer waiting: the check-in is refused after this time. */
const LATEST_ANSWER_MS = 1_800;
/** How often a copy looks for the verdict that another process gets. */
const LOOK_EVERY_MS = 100;

const refusal = (reason: string): CheckInVerdict => ({ accepted: false, reason });

export interface CheckIns {
  /**
   * @returns the machine's answer, the same for every copy of one check-in. Throws `store/unreachable` when the store
   * cannot tell in time. `unit`: whose address it came to
   */
  decide(event: CheckInEvent, unit: string): Promise<CheckInVerdict>;
}

interface CheckInDeps {
  readonly machines: Pick<MachineStore, 'find'>;
  readonly links: Pick<MachineLinks, 'onScan' | 'isConnected' | 'askCheckIn' | 'voidCheckIn'>;
  readonly store: Pick<CheckInStore, 'open' | 'decide' | 'withdraw' | 'find'>;
  readonly remote: RemoteCheckIns;
  /** Of this process, for its life. */
  readonly processId: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Lets the scanned machine decide a check-in. The verdict is stored before Vipps gets its answer; the first one stands. */
export function createCheckIns(deps: CheckInDeps): CheckIns {
  const { machines, links, store, remote, processId, clock, log } = deps;
  /** Check-ins that this process is deciding: their copies get the same verdict. */
  const verdicts = new Map<string, Promise<CheckInVerdict>>();

  /** Another copy was first: its verdict holds for this one. Undecided when its time is over, it is refused. */
  async function awaitVerdict(checkIn: OpenCheckIn, answerByMs: number): Promise<CheckInVerdict> {
    while (clock.nowMs() < answerByMs) {
      await remote.nextNews(checkIn.checkInId, LOOK_EVERY_MS);
      const standing = await store.find(checkIn);
      if (standing?.verdict !== undefined) return standing.verdict;
    }
    const standing = await store.decide(checkIn, refusal(NO_ANSWER));
    if (!standing.accepted) links.voidCheckIn(checkIn.machineId, checkIn.checkInId);
    return standing;
  }

  async function askMachine(
    checkIn: OpenCheckIn,
    question: CheckInQuestion,
  ): Promise<CheckInVerdict> {
    const { machineId, checkInId } = checkIn;
    const standing = await store.open(checkIn);
    if (standing !== undefined) {
      return standing.verdict ?? awaitVerdict(checkIn, standing.answerByMs);
    }
    const message = { type: 'checkIn', checkInId, ...question } as const;
    const answer = await links
      .askCheckIn(machineId, { ...message, answerWithinMs: ANSWER_WITHIN_MS })
      .catch(async (error: unknown) => {
        await store.withdraw(checkIn);
        throw error;
      });
    return settleCheckIn(deps, checkIn, answer);
  }

  /** The machine is not connected here: the process that serves it asks it, and writes its answer into the row. */
  async function askElsewhere(
    checkIn: OpenCheckIn,
    question: CheckInQuestion,
    unit: string,
  ): Promise<CheckInVerdict> {
    const addressed = await remote.address(checkIn, question, unit);
    if (addressed === undefined) return store.decide(checkIn, refusal('offline'));
    const standing = await store.open(addressed.row);
    if (standing?.verdict !== undefined) return standing.verdict;
    if (standing === undefined) addressed.wake();
    return awaitVerdict(checkIn, standing?.answerByMs ?? checkIn.answerByMs);
  }

  async function ask(
    { event, unit }: { readonly event: CheckInEvent; readonly unit: string },
    checkInId: string,
  ): Promise<CheckInVerdict> {
    const machine = await machines.find(event.merchantQrId);
    if (machine?.merchantSerialNumber !== unit) return refusal('unknown-machine');
    links.onScan(machine);
    const { machineId } = machine;
    const { customerToken, initiatedAt } = event;
    const question = { customerToken, initiatedAt, ageMs: clock.nowMs() - Date.parse(initiatedAt) };
    const atMs = clock.nowMs();
    const answerByMs = atMs + ANSWER_WITHIN_MS;
    const checkIn = { machineId, checkInId, atMs, answerByMs, askedBy: processId };
    return links.isConnected(machineId)
      ? askMachine(checkIn, question)
      : askElsewhere(checkIn, question, unit);
  }

  /** Too late, an acceptance is taken back: the customer's app has said no. */
  function inTime(
    verdict: Promise<CheckInVerdict>,
    { machineId, checkInId }: CheckInId,
  ): Promise<CheckInVerdict> {
    return new Promise((resolve, reject) => {
      let isLate = false;
      const cancel = clock.setTimer(LATEST_ANSWER_MS, () => {
        isLate = true;
        reject(new KioskError('store/unreachable', 'The check-in was not decided in time.'));
      });
      verdict.finally(cancel).then((answer) => {
        if (isLate && answer.accepted) links.voidCheckIn(machineId, checkInId);
        resolve(answer);
      }, reject);
    });
  }

  return {
    decide: (event, unit) => {
      const checkInId = checkInIdOf(event.customerToken);
      const named = { machineId: event.merchantQrId, checkInId };
      const given = verdicts.get(checkInId);
      if (given !== undefined) return inTime(given, named);
      const verdict = ask({ event, unit }, checkInId);
      verdicts.set(checkInId, verdict);
      const forget = (): void => void verdicts.delete(checkInId);
      verdict.then((answer) => {
        forget();
        log.info('relay.check-in', { ...named, ...answer });
      }, forget);
      return inTime(verdict, named);
    },
  };
}

import type { CheckInEvent } from '#contract/vipps/webhook-events.ts';
import { KioskError } from '#core/base/errors.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { randomUUID } from 'node:crypto';
import type { MachineLinks } from '../machines/machine-links.ts';
import { checkInIdOf } from '../runtime/secrets.ts';
import {
  NO_ANSWER,
  type CheckInStore,
  type CheckInVerdict,
  type OpenCheckIn,
} from '../store/ports/check-ins.ts';
import type { MachineStore } from '../store/ports/machines.ts';
import type { CheckInQuestion, RemoteCheckIns } from './remote-check-ins.ts';
import { settleCheckIn, takeBack } from './settle-check-in.ts';

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

/** A check-in that this process decides. Copies that come meanwhile get the same verdict. */
interface Deciding {
  readonly checkIn: OpenCheckIn;
  /** Names this deciding where the store notes who told the customer of an acceptance. */
  readonly teller: string;
  /** The store has the check-in: an acceptance may stand there that this process told nobody. */
  isOpened: boolean;
  /** Copies that wait for the verdict. */
  waiting: number;
  /** A copy was answered with the acceptance. */
  isTold: boolean;
}

interface CheckInDeps {
  readonly machines: Pick<MachineStore, 'find'>;
  readonly links: Pick<MachineLinks, 'onScan' | 'isConnected' | 'askCheckIn' | 'voidCheckIn'>;
  readonly store: Pick<CheckInStore, 'open' | 'decide' | 'tell' | 'takeBack' | 'withdraw' | 'find'>;
  readonly remote: RemoteCheckIns;
  /** Of this process, for its life. */
  readonly processId: string;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Lets the scanned machine decide a check-in. The verdict is stored before Vipps gets its answer; the first one stands. When
 * every copy got a refusal from this process, an acceptance is taken back: first in the store, so that no other process
 * tells the customer of it any more, then at the machine.
 */
export function createCheckIns(deps: CheckInDeps): CheckIns {
  const { machines, links, store, remote, processId, clock, log } = deps;
  const decidings = new Map<string, readonly [Deciding, Promise<CheckInVerdict>]>();

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
    deciding: Deciding,
    question: CheckInQuestion,
  ): Promise<CheckInVerdict> {
    const { checkIn } = deciding;
    const { machineId, checkInId } = checkIn;
    const standing = await store.open(checkIn);
    deciding.isOpened = true;
    if (standing !== undefined) {
      return standing.verdict ?? awaitVerdict(checkIn, standing.answerByMs);
    }
    const message = { type: 'checkIn', checkInId, ...question } as const;
    const answer = await links
      .askCheckIn(machineId, { ...message, answerWithinMs: ANSWER_WITHIN_MS })
      .catch(async (error: unknown) => {
        deciding.isOpened = false;
        await store.withdraw(checkIn);
        throw error;
      });
    return settleCheckIn(deps, checkIn, answer);
  }

  /** The machine is not connected here: the process that serves it asks it, and writes its answer into the row. */
  async function askElsewhere(
    deciding: Deciding,
    question: CheckInQuestion,
    unit: string,
  ): Promise<CheckInVerdict> {
    const { checkIn } = deciding;
    const addressed = await remote.address(checkIn, question, unit);
    if (addressed === undefined) return store.decide(checkIn, refusal('offline'));
    const standing = await store.open(addressed.row);
    deciding.isOpened = true;
    if (standing?.verdict !== undefined) return standing.verdict;
    if (standing === undefined) addressed.wake();
    return awaitVerdict(checkIn, standing?.answerByMs ?? checkIn.answerByMs);
  }

  async function ask(
    deciding: Deciding,
    { event, unit }: { readonly event: CheckInEvent; readonly unit: string },
  ): Promise<CheckInVerdict> {
    const machine = await machines.find(event.merchantQrId);
    if (machine?.merchantSerialNumber !== unit) return refusal('unknown-machine');
    links.onScan(machine);
    const { customerToken, initiatedAt } = event;
    const question = { customerToken, initiatedAt, ageMs: clock.nowMs() - Date.parse(initiatedAt) };
    return links.isConnected(machine.machineId)
      ? askMachine(deciding, question)
      : askElsewhere(deciding, question, unit);
  }

  /** An acceptance counts from the moment in which the store knows that this process tells it. */
  async function tell(
    { checkIn, teller }: Deciding,
    verdict: CheckInVerdict,
  ): Promise<CheckInVerdict> {
    if (!verdict.accepted) return verdict;
    const untilMs = checkIn.atMs + LATEST_ANSWER_MS;
    if (await store.tell(checkIn, { teller, untilMs })) return verdict;
    links.voidCheckIn(checkIn.machineId, checkIn.checkInId);
    return refusal(NO_ANSWER);
  }

  /** Too late, the customer's app has said no. */
  function inTime(verdict: Promise<CheckInVerdict>): Promise<CheckInVerdict> {
    return new Promise((resolve, reject) => {
      const cancel = clock.setTimer(LATEST_ANSWER_MS, () => {
        reject(new KioskError('store/unreachable', 'The check-in was not decided in time.'));
      });
      verdict.finally(cancel).then(resolve, reject);
    });
  }

  /** Nobody waits any more and nobody was told: when an acceptance comes, or may be in the store, it is taken back. */
  function onLeft(deciding: Deciding, verdict: Promise<CheckInVerdict>): void {
    const takeBackUnlessTold = (): void => {
      if (deciding.waiting > 0 || deciding.isTold || !deciding.isOpened) return;
      deciding.isOpened = false;
      takeBack(deps, deciding.checkIn, deciding.teller);
    };
    verdict.then(({ accepted }) => {
      if (accepted) takeBackUnlessTold();
    }, takeBackUnlessTold);
  }

  function begin(event: CheckInEvent, unit: string): readonly [Deciding, Promise<CheckInVerdict>] {
    const machineId = event.merchantQrId;
    const checkInId = checkInIdOf(event.customerToken);
    const atMs = clock.nowMs();
    const answerByMs = atMs + ANSWER_WITHIN_MS;
    const checkIn = { machineId, checkInId, atMs, answerByMs, askedBy: processId };
    const state = { isOpened: false, waiting: 0, isTold: false };
    const deciding: Deciding = { checkIn, teller: randomUUID(), ...state };
    const verdict = ask(deciding, { event, unit }).then((standing) => tell(deciding, standing));
    const forget = (): void => void decidings.delete(checkInId);
    verdict.then((answer) => {
      forget();
      log.info('relay.check-in', { machineId, checkInId, ...answer });
    }, forget);
    decidings.set(checkInId, [deciding, verdict]);
    return [deciding, verdict];
  }

  return {
    decide: async (event, unit) => {
      const known = decidings.get(checkInIdOf(event.customerToken));
      const [deciding, verdict] = known ?? begin(event, unit);
      deciding.waiting += 1;
      try {
        const answer = await inTime(verdict);
        deciding.isTold ||= answer.accepted;
        return answer;
      } finally {
        deciding.waiting -= 1;
        if (deciding.waiting === 0) onLeft(deciding, verdict);
      }
    },
  };
}

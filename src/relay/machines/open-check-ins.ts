import type { MachineMessage, RelayMessage } from '#contract/relay/messages.ts';
import type { Clock } from '#core/base/ports.ts';
import { NO_ANSWER, type CheckInVerdict } from '../store/ports/check-ins.ts';

export type CheckInMessage = Extract<RelayMessage, { type: 'checkIn' }>;
type CheckInAnswer = Extract<MachineMessage, { type: 'checkInAnswer' }>;

/** The check-ins that one machine has been asked about and has not answered yet. */
export interface OpenCheckIns {
  /** Resolves with the machine's answer, or with a refusal when it does not answer in time. */
  ask(message: CheckInMessage): Promise<CheckInVerdict>;
  /** @returns false when nobody waits for this answer */
  answer(answer: CheckInAnswer): boolean;
  /** The link has ended: the machine is offline. */
  end(): void;
}

export function createOpenCheckIns(
  clock: Clock,
  send: (message: RelayMessage) => void,
): OpenCheckIns {
  const open = new Map<string, (verdict: CheckInVerdict) => void>();
  return {
    ask: (message) => {
      const { checkInId, answerWithinMs } = message;
      return new Promise((resolve) => {
        const decide = (verdict: CheckInVerdict): void => {
          cancel();
          open.delete(checkInId);
          resolve(verdict);
        };
        const cancel = clock.setTimer(answerWithinMs, () => {
          decide({ accepted: false, reason: NO_ANSWER });
          send({ type: 'checkInVoid', checkInId });
        });
        open.set(checkInId, decide);
        send(message);
      });
    },
    answer: ({ checkInId, accepted, reason }) => {
      const decide = open.get(checkInId);
      decide?.(accepted ? { accepted } : { accepted, reason: reason ?? 'not-ready' });
      return decide !== undefined;
    },
    end: () => {
      for (const decide of open.values()) decide({ accepted: false, reason: 'offline' });
      open.clear();
    },
  };
}

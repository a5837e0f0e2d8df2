import type { MachineMessage } from '#contract/relay/messages.ts';
import type { Clock } from '#core/base/ports.ts';
import { createTokenBucket, type Budget } from '../runtime/token-bucket.ts';

/** `stray`: an acknowledgement or an answer that nothing was asked for. `unknown`: of a newer machine. */
export type FrameKind =
  Exclude<MachineMessage['type'], 'ack' | 'checkInAnswer'> | 'stray' | 'unknown';

/** Several times what an honest machine ever sends. What answers the relay's own frames costs nothing. */
const BUDGETS: Readonly<Record<FrameKind, Budget>> = {
  hello: { burst: 1, perSecond: 0.05 },
  heartbeat: { burst: 30, perSecond: 2 },
  awaitProof: { burst: 20, perSecond: 1 },
  alert: { burst: 600, perSecond: 5 },
  stray: { burst: 100, perSecond: 5 },
  unknown: { burst: 20, perSecond: 1 },
};
const CHARACTERS: Budget = { burst: 1_000_000, perSecond: 128_000 };
/** Above its budget a link is not read for so long, */
const PAUSE_MS = 1_000;
/** and the one that needs more pauses than this is ended. */
const PAUSES: Budget = { burst: 3, perSecond: 1 / 20 };
/** Frames that were read together with the one too many: they are dropped, within reason. */
const MOST_DROPPED = 20_000;

export interface BudgetedSocket {
  pause(): void;
  resume(): void;
}

/** What one link may cost its neighbours. */
export interface LinkBudget {
  /** False: the frame is dropped unread. */
  mayRead(characters: number): boolean;
  /** False: the frame is dropped. */
  mayHandle(kind: FrameKind): boolean;
  end(): void;
}

export function createLinkBudget(
  socket: BudgetedSocket,
  clock: Clock,
  onSpent: () => void,
): LinkBudget {
  const characters = createTokenBucket(CHARACTERS, clock);
  const kinds = new Map(
    Object.entries(BUDGETS).map(([kind, budget]) => [kind, createTokenBucket(budget, clock)]),
  );
  const pauses = createTokenBucket(PAUSES, clock);
  let cancelPause: (() => void) | undefined;
  let dropped = 0;

  function tooMuch(): false {
    if (!pauses.take()) onSpent();
    else if (cancelPause === undefined) {
      socket.pause();
      cancelPause = clock.setTimer(PAUSE_MS, () => {
        cancelPause = undefined;
        dropped = 0;
        socket.resume();
      });
    }
    return false;
  }

  return {
    mayRead: (count) => {
      if (cancelPause === undefined) return characters.take(count) || tooMuch();
      dropped += 1;
      if (dropped > MOST_DROPPED) onSpent();
      return false;
    },
    mayHandle: (kind) => kinds.get(kind)?.take() === true || tooMuch(),
    end: () => {
      cancelPause?.();
    },
  };
}

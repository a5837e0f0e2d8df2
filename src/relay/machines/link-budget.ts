import type { MachineMessage } from '#contract/relay/messages.ts';
import type { Clock } from '#core/base/ports.ts';
import { createTokenBucket, type Budget, type TokenBucket } from '../runtime/token-bucket.ts';

/** `unsolicited`: an acknowledgement or answer that nobody waits for. `unknown`: a frame of a newer machine. */
export type FrameKind =
  Exclude<MachineMessage['type'], 'ack' | 'checkInAnswer'> | 'ping' | 'unsolicited' | 'unknown';

/** Several times what a sound machine sends. Answers to the relay's own frames cost nothing. */
const BUDGETS: Readonly<Record<FrameKind, Budget>> = {
  hello: { burst: 1, perSecond: 0.05 },
  heartbeat: { burst: 30, perSecond: 2 },
  ping: { burst: 30, perSecond: 2 },
  awaitProof: { burst: 20, perSecond: 1 },
  alert: { burst: 600, perSecond: 5 },
  unsolicited: { burst: 100, perSecond: 5 },
  unknown: { burst: 20, perSecond: 1 },
};
const CHARACTERS: Budget = { burst: 1_000_000, perSecond: 128_000 };
/** A link above its budget is not read for this long, */
const PAUSE_MS = 1_000;
/** and a link that needs more pauses than this is closed. */
const PAUSES: Budget = { burst: 3, perSecond: 1 / 20 };
/** Frames that arrive during a pause, because the socket had read them already, are dropped up to this number. */
const MOST_DROPPED = 20_000;

export interface PausableSocket {
  pause(): void;
  resume(): void;
}

/** Limits what one link may cost the others. */
export interface LinkBudget {
  /** False: drop the frame unread. */
  mayRead(characters: number): boolean;
  /** False: drop the frame. */
  mayHandle(kind: FrameKind): boolean;
  end(): void;
}

export function createLinkBudget(
  socket: PausableSocket,
  clock: Clock,
  onExhausted: () => void,
): LinkBudget {
  const characters = createTokenBucket(CHARACTERS, clock);
  // Most links never use most kinds, and there may be ten thousand links.
  const kinds = new Map<FrameKind, TokenBucket>();
  const pauses = createTokenBucket(PAUSES, clock);
  let cancelPause: (() => void) | undefined;
  let dropped = 0;

  function bucketOf(kind: FrameKind): TokenBucket {
    const bucket = kinds.get(kind) ?? createTokenBucket(BUDGETS[kind], clock);
    kinds.set(kind, bucket);
    return bucket;
  }

  function refuse(): false {
    if (!pauses.take()) onExhausted();
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
      if (cancelPause === undefined) return characters.take(count) || refuse();
      dropped += 1;
      if (dropped > MOST_DROPPED) onExhausted();
      return false;
    },
    mayHandle: (kind) => bucketOf(kind).take() || refuse(),
    end: () => {
      cancelPause?.();
    },
  };
}

import type { Clock } from '#core/base/ports.ts';

/** Who does not answer a ping for so long is gone: its line was cut, or its router has another address. */
const ALIVE_WITHIN_MS = 4_000;

/** Asks over a link whether its machine is still there. */
export interface LinkProbe {
  isAlive(): Promise<boolean>;
  /** The answer has come, or the link has ended. */
  settle(isAlive: boolean): void;
}

export function createLinkProbe(socket: { ping(): void }, clock: Clock): LinkProbe {
  let asked:
    { readonly answer: Promise<boolean>; readonly tell: (isAlive: boolean) => void } | undefined;

  function ask(): NonNullable<typeof asked> {
    let tell: (isAlive: boolean) => void = () => undefined;
    const answer = new Promise<boolean>((resolve) => {
      const cancel = clock.setTimer(ALIVE_WITHIN_MS, () => {
        tell(false);
      });
      tell = (isAlive) => {
        cancel();
        asked = undefined;
        resolve(isAlive);
      };
    });
    socket.ping();
    return { answer, tell };
  }

  return {
    isAlive: () => {
      asked ??= ask();
      return asked.answer;
    },
    settle: (isAlive) => {
      asked?.tell(isAlive);
    },
  };
}

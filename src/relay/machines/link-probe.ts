import type { Clock } from '#core/base/ports.ts';

/** A machine that does not answer a ping within this time is gone: its line was cut, or its router has a new address. */
const PONG_WITHIN_MS = 4_000;

/** Asks over a link whether its machine still answers. */
export interface LinkProbe {
  isAlive(): Promise<boolean>;
  /** The pong came (true), or the link ended (false). */
  settle(isAlive: boolean): void;
}

export function createLinkProbe(socket: { ping(): void }, clock: Clock): LinkProbe {
  let pending:
    { readonly answer: Promise<boolean>; readonly resolve: (isAlive: boolean) => void } | undefined;

  function ping(): NonNullable<typeof pending> {
    let settle: (isAlive: boolean) => void = () => undefined;
    const answer = new Promise<boolean>((resolve) => {
      const cancel = clock.setTimer(PONG_WITHIN_MS, () => {
        settle(false);
      });
      settle = (isAlive) => {
        cancel();
        pending = undefined;
        resolve(isAlive);
      };
    });
    socket.ping();
    return { answer, resolve: settle };
  }

  return {
    isAlive: () => {
      pending ??= ping();
      return pending.answer;
    },
    settle: (isAlive) => {
      pending?.resolve(isAlive);
    },
  };
}

import type { Clock } from '#core/ports.ts';
import type { Piece } from '../recording.ts';
import type { BoardLink, BoardLinkEvent, SendOutcome } from './board-link.ts';
import type { LineNews, LineProcess, SpawnLine } from './link-messages.ts';

/** A line process that has died is started again after this. */
const RESPAWN_MS = 1_000;
/** It closes its line within this, or is ended. */
const CLOSE_MS = 1_500;

interface RemoteLinkDeps {
  readonly path: string;
  readonly clock: Clock;
  readonly spawn: SpawnLine;
  readonly onEvent: (event: BoardLinkEvent) => void;
  readonly onPiece?: ((piece: Piece) => void) | undefined;
}

/** The board's line in a process of its own, seen from the kiosk: the same contract as `createBoardLink`. */
export function createRemoteLink(deps: RemoteLinkDeps): BoardLink {
  const { path, clock, spawn, onEvent, onPiece } = deps;
  const waiting = new Map<number, (outcome: SendOutcome) => void>();
  let process: LineProcess | undefined;
  let lastId = 0;
  let isStopped = true;
  let onClosed: () => void = () => undefined;
  let cancelRespawn: () => void = () => undefined;

  function hear(news: LineNews): void {
    if (news.kind === 'event') onEvent(news.event);
    else if (news.kind === 'piece') onPiece?.(news.piece);
    else if (news.kind === 'closed') onClosed();
    else settle(news.id, news.outcome);
  }

  function settle(id: number, outcome: SendOutcome): void {
    const answer = waiting.get(id);
    waiting.delete(id);
    answer?.(outcome);
  }

  function launch(): void {
    const started = spawn();
    process = started;
    started.onNews((news) => {
      if (process === started) hear(news);
    });
    started.onExit(() => {
      if (process === started) lose();
    });
    started.post({ kind: 'open', path });
  }

  /** What it was told may or may not have been said. */
  function lose(): void {
    process = undefined;
    for (const id of [...waiting.keys()]) settle(id, 'unacknowledged');
    onClosed();
    if (isStopped) return;
    onEvent({ kind: 'down', detail: 'the line process ended' });
    cancelRespawn = clock.setTimer(RESPAWN_MS, launch);
  }

  return {
    start: () => {
      isStopped = false;
      launch();
    },
    send: (command) => {
      const running = process;
      if (running === undefined) return Promise.resolve('notSent');
      lastId += 1;
      const id = lastId;
      return new Promise((answer) => {
        waiting.set(id, answer);
        running.post({ kind: 'send', id, command });
      });
    },
    forget: () => process?.post({ kind: 'forget' }),
    stop: async () => {
      isStopped = true;
      cancelRespawn();
      const running = process;
      if (running === undefined) return;
      await new Promise<void>((resolve) => {
        const cancel = clock.setTimer(CLOSE_MS, resolve);
        onClosed = () => {
          cancel();
          resolve();
        };
        running.post({ kind: 'close' });
      });
      process = undefined;
      running.kill();
    },
  };
}

import type { Clock } from '#core/base/ports.ts';
import type { Piece } from '../recording.ts';
import { Timer } from '../timer.ts';
import type { BoardLink, BoardLinkEvent, SendOutcome } from './board-link.ts';
import type { LineNews, LineProcess, SpawnLine } from './link-messages.ts';

/** A line process that has died is started again after this. */
const RESPAWN_MS = 1_000;
/** It may start slowly; once it runs it is heard every second. */
const FIRST_NEWS_MS = 30_000;
const SILENCE_MS = 5_000;
/** News may wait behind us, when it was this process that hung: so long it gets to be read. */
const READING_MS = 1_000;
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
  const respawn = new Timer(clock);
  const silence = new Timer(clock);

  function hear(news: LineNews): void {
    awaitNews(SILENCE_MS);
    if (news.kind === 'alive') return;
    if (news.kind === 'event') onEvent(news.event);
    else if (news.kind === 'piece') onPiece?.(news.piece);
    else if (news.kind === 'closed') onClosed();
    else settle(news.id, news.outcome);
  }

  /** A board's silence is heard by its line process; the process's own only here. */
  function awaitNews(withinMs: number): void {
    silence.start(withinMs, () => {
      silence.start(READING_MS, endHung);
    });
  }

  function endHung(): void {
    const hung = process;
    lose('the line process hangs');
    hung?.kill();
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
      if (process === started) lose('the line process ended');
    });
    awaitNews(FIRST_NEWS_MS);
    started.post({ kind: 'open', path });
  }

  /** What it was told may or may not have been said. */
  function lose(detail: string): void {
    process = undefined;
    silence.cancel();
    for (const id of [...waiting.keys()]) settle(id, 'unacknowledged');
    onClosed();
    if (isStopped) return;
    onEvent({ kind: 'down', detail });
    respawn.start(RESPAWN_MS, launch);
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
      respawn.cancel();
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
      silence.cancel();
      running.kill();
    },
  };
}

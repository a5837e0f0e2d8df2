import type { Clock } from '#core/base/ports.ts';
import type { LineBytes } from '../recording.ts';
import { Timer } from '../timer.ts';
import type { BoardLink, BoardLinkEvent, SendOutcome } from './board-link.ts';
import type { LineNews, LineProcess, SpawnLine } from './link-messages.ts';

/** The kiosk restarts a dead line process after this pause. */
const RESPAWN_MS = 1_000;
/** A line process may start slowly; once it runs it reports every second. */
const FIRST_NEWS_MS = 30_000;
const SILENCE_MS = 5_000;
/** When this process was the one that hung, reports wait unread: it gets this long to read them. */
const READING_MS = 1_000;
/** The line process closes its line within this time, or is killed. */
const CLOSE_MS = 1_500;

interface RemoteLinkDeps {
  readonly path: string;
  readonly clock: Clock;
  readonly spawn: SpawnLine;
  readonly onEvent: (event: BoardLinkEvent) => void;
  readonly onPiece?: ((piece: LineBytes) => void) | undefined;
}

/** The kiosk's end of a line process: behaves as `createBoardLink` does. */
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

  /** The line process notices a silent board; only the kiosk can notice a silent line process. */
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

  /** Its queued commands may or may not have left. */
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

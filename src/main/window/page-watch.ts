import { CALL_CHANNEL, DRAWN_CHANNEL, HERE_CHANNEL } from '#contract/ipc/channels.ts';
import type { Clock, Log } from '#core/base/ports.ts';

/** From one answer to the next question. */
const CALL_EVERY_MS = 2_000;
/** A page that computes answers later; one that never answers hangs. */
const ANSWER_MS = 4_000;
/** When main was the one that stood still, answers wait unread: it gets this long to read them. */
const READING_MS = 500;
/** A page that has not loaded after this long hangs. */
const LOADED_MS = 30_000;
/**
 * From one try to get a picture to the next. A display that is switched off gets no pictures either, perhaps for months, and
 * nobody misses them.
 */
const REDRAW_MS = [0, 60_000, 10 * 60_000, 60 * 60_000];

/** What is needed of Electron's `WebContents`. */
interface Page {
  send(channel: string, call: number): void;
  on(name: 'did-finish-load', listener: () => void): unknown;
  getOSProcessId(): number;
  isDestroyed(): boolean;
  readonly ipc: {
    on(channel: string, listener: (event: unknown, call: unknown) => void): unknown;
  };
}

interface PageWatchDeps {
  readonly contents: Page;
  readonly clock: Pick<Clock, 'setTimer' | 'monotonicMs'>;
  readonly log: Log;
  /** Ends the process that draws. */
  readonly endDrawing: () => void;
  readonly end?: (pid: number) => void;
}

export interface PageWatch {
  /** It is being loaded, now. */
  loading(): void;
  /** Its process is gone; nothing is asked until it is loaded again. */
  gone(): void;
  stop(): void;
}

/** Ends a process that no longer hears: one that is stopped hears nothing else. */
export function endProcess(pid: number): void {
  // 0 would be all of our own.
  if (pid <= 0) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}

/**
 * Asks the page every few seconds whether it is there, and ends its process when it does not answer; then it is loaded again.
 * Chromium itself notices a page that hangs only when somebody touches it, and never that nothing draws it.
 */
export function watchPage(deps: PageWatchDeps): PageWatch {
  const { contents, clock, log, endDrawing, end = endProcess } = deps;
  let cancel: () => void = () => undefined;
  let call = 0;
  let isHere = false;
  let isDrawn = false;
  let redraws = 0;
  let redrawnAtMs = -Infinity;

  function after(ms: number, run: () => void): void {
    cancel();
    cancel = clock.setTimer(ms, run);
  }
  function endPage(): void {
    log.error('window.renderer-hangs', {});
    if (contents.isDestroyed()) return;
    end(contents.getOSProcessId());
    after(LOADED_MS, endPage);
  }
  function ask(): void {
    if (contents.isDestroyed()) return;
    call += 1;
    isHere = false;
    isDrawn = false;
    after(ANSWER_MS, () => {
      after(READING_MS, judge);
    });
    contents.send(CALL_CHANNEL, call);
  }
  function judge(): void {
    if (!isHere) {
      endPage();
      return;
    }
    redraw();
    ask();
  }
  function redraw(): void {
    const pause = REDRAW_MS[Math.min(redraws, REDRAW_MS.length - 1)] ?? 0;
    if (clock.monotonicMs() - redrawnAtMs < pause) return;
    redraws += 1;
    redrawnAtMs = clock.monotonicMs();
    log.warn('window.drawing-hangs', {});
    endDrawing();
  }
  contents.ipc.on(HERE_CHANNEL, (_event, answered: unknown) => {
    isHere ||= answered === call;
  });
  contents.ipc.on(DRAWN_CHANNEL, (_event, answered: unknown) => {
    if (answered !== call || isDrawn) return;
    isDrawn = true;
    redraws = 0;
    after(CALL_EVERY_MS, ask);
  });
  contents.on('did-finish-load', ask);
  return {
    loading: () => {
      after(LOADED_MS, endPage);
    },
    gone: () => {
      cancel();
    },
    stop: () => {
      cancel();
    },
  };
}

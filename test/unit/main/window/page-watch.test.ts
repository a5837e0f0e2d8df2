import { CALL_CHANNEL, DRAWN_CHANNEL, HERE_CHANNEL } from '#contract/ipc/channels.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { watchPage, type PageWatch } from '../../../../src/main/window/page-watch.ts';

/** A page that answers as the test says, on a clock that the test advances. */
function openPage() {
  let nowMs = 0;
  let timers: { atMs: number; run: () => void }[] = [];
  const heard = new Map<string, (event: unknown, call: unknown) => void>();
  let onLoaded: () => void = () => undefined;
  const seen = { ended: 0, redrawn: 0, calls: 0 };
  const answers = { isHere: true, isDrawn: true };
  const say = (channel: string, call: unknown): void => {
    heard.get(channel)?.(undefined, call);
  };
  const contents = {
    send: (channel: string, call: unknown) => {
      expect(channel).toBe(CALL_CHANNEL);
      seen.calls += 1;
      if (answers.isHere) say(HERE_CHANNEL, call);
      if (answers.isHere && answers.isDrawn) say(DRAWN_CHANNEL, call);
    },
    on: (_event: string, listener: () => void) => {
      onLoaded = listener;
    },
    ipc: {
      on: (channel: string, listener: (event: unknown, call: unknown) => void) => {
        heard.set(channel, listener);
      },
    },
    getOSProcessId: () => 1234,
    isDestroyed: () => false,
  };
  const quiet = (): void => undefined;
  const watch: PageWatch = watchPage({
    contents,
    clock: {
      monotonicMs: () => nowMs,
      setTimer: (afterMs, run) => {
        const timer = { atMs: nowMs + afterMs, run };
        timers.push(timer);
        return () => {
          timers = timers.filter((other) => other !== timer);
        };
      },
    },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    endDrawing: () => (seen.redrawn += 1),
    end: (pid) => {
      expect(pid).toBe(1234);
      seen.ended += 1;
    },
  });
  return {
    watch,
    seen,
    answers,
    say,
    load: () => {
      watch.loading();
      onLoaded();
    },
    pass: (ms: number) => {
      const endMs = nowMs + ms;
      for (;;) {
        const [next] = timers.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs);
        if (next === undefined) break;
        timers = timers.filter((other) => other !== next);
        nowMs = next.atMs;
        next.run();
      }
      nowMs = endMs;
    },
  };
}

describe('the page of the window', () => {
  let page: ReturnType<typeof openPage>;
  beforeEach(() => {
    page = openPage();
    page.load();
  });

  it('is asked every 2 s and left alone while it answers', () => {
    page.pass(60_000);
    expect(page.seen).toEqual({ ended: 0, redrawn: 0, calls: 31 });
  });

  it('is ended once when it falls silent, within 7 s', () => {
    page.pass(10_000);
    page.answers.isHere = false;
    page.pass(7_000);
    expect(page.seen).toMatchObject({ ended: 1, redrawn: 0 });
    page.watch.gone();
    page.pass(600_000);
    expect(page.seen.ended).toBe(1);
  });

  it('is not saved by an answer to an earlier question', () => {
    page.answers.isHere = false;
    page.pass(2_000);
    page.say(HERE_CHANNEL, page.seen.calls - 1);
    page.say(DRAWN_CHANNEL, 'no number');
    page.pass(5_000);
    expect(page.seen.ended).toBe(1);
  });

  it('is ended when it does not even load', () => {
    page.watch.loading();
    page.pass(29_000);
    expect(page.seen.ended).toBe(0);
    page.pass(1_000);
    expect(page.seen.ended).toBe(1);
  });

  it('when it lives and nothing draws it, what draws is ended, and the page is not', () => {
    page.answers.isDrawn = false;
    page.pass(7_000);
    expect(page.seen).toMatchObject({ ended: 0, redrawn: 1 });
    page.answers.isDrawn = true;
    page.pass(10_000);
    page.answers.isDrawn = false;
    page.pass(30_000);
    expect(page.seen.redrawn).toBe(2);
  });

  it('on a display that is switched off for a day, what draws is ended about once an hour', () => {
    page.answers.isDrawn = false;
    page.pass(24 * 60 * 60_000);
    expect(page.seen.ended).toBe(0);
    expect(page.seen.redrawn).toBeGreaterThan(20);
    expect(page.seen.redrawn).toBeLessThan(30);
  });

  it('is not asked any more when the program ends', () => {
    page.watch.stop();
    page.pass(60_000);
    expect(page.seen).toEqual({ ended: 0, redrawn: 0, calls: 1 });
  });
});

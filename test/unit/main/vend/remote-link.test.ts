import { expect, it } from 'vitest';
import type { BoardLinkEvent } from '../../../../src/main/vend/xy/board-link.ts';
import type { LineNews, LineOrder } from '../../../../src/main/vend/xy/link-messages.ts';
import { createRemoteLink } from '../../../../src/main/vend/xy/remote-link.ts';
import { createVirtualClock } from '../../../support/house/virtual-clock.ts';

/** A line process that says only what a test lets it say. */
function lineProcess() {
  const heard: LineOrder[] = [];
  let tell: (news: LineNews) => void = () => undefined;
  const state = { isKilled: false };
  return {
    state,
    heard,
    say: (news: LineNews) => {
      tell(news);
    },
    spawned: {
      post: (order: LineOrder) => heard.push(order),
      onNews: (listener: (news: LineNews) => void) => {
        tell = listener;
      },
      onExit: () => undefined,
      kill: () => {
        state.isKilled = true;
      },
    },
  };
}

it('a line process that hangs is ended and started again; what it was told may have been said', async () => {
  const clock = createVirtualClock();
  const lives = [lineProcess(), lineProcess()];
  const events: BoardLinkEvent[] = [];
  let spawned = 0;
  const link = createRemoteLink({
    path: '/dev/board',
    clock,
    spawn: () => {
      const next = lives[spawned];
      spawned += 1;
      if (next === undefined) throw new Error('One life too many.');
      return next.spawned;
    },
    onEvent: (event) => events.push(event),
  });
  const pass = (ms: number): void => {
    const untilMs = clock.elapsedMs() + ms;
    while ((clock.nextDueMs() ?? Infinity) <= untilMs) clock.runNext();
    clock.moveTo(untilMs);
  };
  link.start();
  lives[0]?.say({ kind: 'event', event: { kind: 'up' } });
  for (let second = 0; second < 20; second += 1) {
    pass(1_000);
    lives[0]?.say({ kind: 'alive' });
  }
  expect(events).toEqual([{ kind: 'up' }]);
  const outcome = link.send({ command: 0x01, text: [0, 12] });
  pass(6_000);
  expect(await outcome).toBe('unacknowledged');
  expect(lives[0]?.state.isKilled).toBe(true);
  expect(events.at(-1)).toEqual({ kind: 'down', detail: 'the line process hangs' });
  // What the dead one still says is nobody's.
  lives[0]?.say({ kind: 'event', event: { kind: 'up' } });
  expect(events).toHaveLength(2);
  pass(1_000);
  expect(lives[1]?.heard).toEqual([{ kind: 'open', path: '/dev/board' }]);
  link.forget();
  expect(lives[1]?.heard.at(-1)).toEqual({ kind: 'forget' });
});

import { expect, it } from 'vitest';
import { watchLineLife } from '../../../../src/main/vend/xy/line-life.ts';
import type { LineNews } from '../../../../src/main/vend/xy/link-messages.ts';

/** Line processes that say only what the test says for them. */
function openLife() {
  let nowMs = 0;
  const listeners: ((news: LineNews) => void)[] = [];
  const life = watchLineLife(
    () => ({
      post: () => undefined,
      onNews: (listener) => listeners.push(listener),
      onExit: () => undefined,
      kill: () => undefined,
    }),
    { monotonicMs: () => nowMs },
  );
  return {
    life,
    pass: (ms: number) => (nowMs += ms),
    say: (kind: 'alive' | 'closed') => {
      listeners.at(-1)?.({ kind });
    },
  };
}

it('a line that is not there need not live', () => {
  const { life, pass } = openLife();
  pass(1_000_000);
  expect(life.isAlive()).toBe(true);
});

it('a line is dead after a minute without a word, and alive again at the next word', () => {
  const { life, pass, say } = openLife();
  life.spawn();
  say('alive');
  pass(59_000);
  expect(life.isAlive()).toBe(true);
  pass(1_000);
  expect(life.isAlive()).toBe(false);
  say('alive');
  expect(life.isAlive()).toBe(true);
});

it('starting it again and again is no life', () => {
  const { life, pass } = openLife();
  for (let second = 0; second < 61; second += 1) {
    life.spawn();
    pass(1_000);
  }
  expect(life.isAlive()).toBe(false);
});

it('a line that was closed on purpose may be silent', () => {
  const { life, pass, say } = openLife();
  life.spawn();
  say('closed');
  pass(100_000);
  expect(life.isAlive()).toBe(true);
});

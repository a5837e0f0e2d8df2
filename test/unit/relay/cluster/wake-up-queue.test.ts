import { describe, expect, test } from 'vitest';
import {
  createWakeUpQueue,
  parseWakeUp,
  type WakeUpQueue,
} from '../../../../src/relay/cluster/wake-up-queue.ts';
import type { WakeUp } from '../../../../src/relay/store/ports/cluster.ts';
import {
  createListLog,
  createStandingClock,
  type ListLog,
  type StandingClock,
} from '../../main/gateway/standing-clock.ts';

interface Room {
  readonly queue: WakeUpQueue;
  /** One entry for each statement. */
  readonly sent: (readonly WakeUp[])[];
  readonly clock: StandingClock;
  readonly log: ListLog;
}

function open(send?: () => Promise<void>): Room {
  const sent: (readonly WakeUp[])[] = [];
  const clock = createStandingClock();
  const log = createListLog();
  const store = {
    send: (wakeUps: readonly WakeUp[]): Promise<void> => {
      sent.push(wakeUps);
      return send?.() ?? Promise.resolve();
    },
  };
  return { queue: createWakeUpQueue({ store, clock, log }), sent, clock, log };
}

describe('wake-ups to other processes', () => {
  test('of 10 ms go in one statement, each thing once, one text for each process', () => {
    const { queue, sent, clock } = open();
    for (let count = 0; count < 100; count += 1) queue.add('b', 'delivery', 'vm-1');
    queue.add('b', 'delivery', 'vm-2');
    queue.add('b', 'checkIn', 'abc');
    queue.add('c', 'lost', 'vm-1');
    clock.advance(9);
    expect(sent).toEqual([]);
    clock.advance(1);
    expect(sent).toEqual([
      [
        { processId: 'b', text: 'delivery vm-1\ndelivery vm-2\ncheckIn abc' },
        { processId: 'c', text: 'lost vm-1' },
      ],
    ]);
    clock.advance(1_000);
    expect(sent).toHaveLength(1);
  });

  test('are at most one statement in 10 ms, however much there is to tell', () => {
    const { queue, sent, clock } = open();
    for (let ms = 0; ms < 1_000; ms += 1) {
      queue.add('b', 'delivery', `vm-${String(ms)}`);
      clock.advance(1);
    }
    expect(sent.length).toBeGreaterThan(50);
    expect(sent.length).toBeLessThanOrEqual(100);
    const told = sent.flat().flatMap(({ text }) => text.split('\n'));
    expect(new Set(told).size).toBe(told.length);
  });

  test('that are too many say: look at everything', () => {
    const { queue, sent, clock } = open();
    for (let count = 0; count < 1_000; count += 1)
      queue.add('b', 'delivery', `vm-${String(count)}`);
    queue.add('c', 'delivery', 'vm-1');
    clock.advance(10);
    expect(sent[0]?.map(({ text }) => parseWakeUp(text))).toEqual([
      'everything',
      new Map([['delivery', ['vm-1']]]),
    ]);
    const bytes = Math.max(...sent.flat().map(({ text }) => Buffer.byteLength(text)));
    expect(bytes).toBeLessThan(7_000);
  });

  test('that cannot be sent are logged, and the next ones are sent', async () => {
    const { queue, sent, clock, log } = open(() => Promise.reject(new Error('away')));
    queue.add('b', 'delivery', 'vm-1');
    await clock.advanceAsync(10);
    expect(log.entries.map(({ event }) => event)).toEqual(['relay.wake-up-not-sent']);
    queue.add('b', 'delivery', 'vm-2');
    await clock.advanceAsync(10);
    expect(sent.at(-1)).toEqual([{ processId: 'b', text: 'delivery vm-2' }]);
  });

  test('are sent before the process stops; without any there is no statement', async () => {
    const { queue, sent, clock } = open();
    await queue.flush();
    expect(sent).toEqual([]);
    queue.add('b', 'verdict', 'abc');
    await queue.flush();
    expect(sent).toHaveLength(1);
    clock.advance(10);
    expect(sent).toHaveLength(1);
  });

  test('are read as they were sent, whatever is in a subject', () => {
    const { queue, sent, clock } = open();
    queue.add('b', 'delivery', 'vm-1');
    queue.add('b', 'delivery', 'a name with blanks');
    queue.add('b', 'lost', '');
    clock.advance(10);
    expect(parseWakeUp(sent[0]?.[0]?.text ?? '')).toEqual(
      new Map([
        ['delivery', ['vm-1', 'a name with blanks']],
        ['lost', ['']],
      ]),
    );
  });
});

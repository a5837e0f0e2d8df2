import { decodeResponse } from '#contract/qibixx/responses.ts';
import type { VendEvent } from '#core/vend/controller.ts';
import { describe, expect, it } from 'vitest';
import { Conversation } from '../../../../src/main/vend/qibixx/conversation.ts';
import { qibixxOptionsSchema } from '../../../../src/main/vend/qibixx/options.ts';

/** A conversation on a clock that moves only when told, with everything it says and does. */
function talk(isAlwaysIdle = false) {
  let nowMs = 0;
  let ids = 0;
  const timers = new Set<{ readonly dueMs: number; readonly run: () => void }>();
  const written: string[] = [];
  const events: VendEvent[] = [];
  let freshStarts = 0;
  let proofs = 0;
  const failures: string[] = [];
  const explained: string[] = [];
  const silent = () => undefined;
  const conversation = new Conversation({
    clock: {
      nowMs: () => nowMs,
      monotonicMs: () => nowMs,
      setTimer: (afterMs, run) => {
        const timer = { dueMs: nowMs + afterMs, run };
        timers.add(timer);
        return () => timers.delete(timer);
      },
    },
    log: { debug: silent, info: silent, warn: silent, error: silent },
    options: qibixxOptionsSchema.parse({}),
    isAlwaysIdle,
    newId: () => `request-${String((ids += 1))}`,
    emit: (event) => events.push(event),
    write: (line) => written.push(line),
    explain: (detail) => explained.push(detail),
    restartDevice: () => (freshStarts += 1),
    fail: (detail) => failures.push(detail),
    proven: () => (proofs += 1),
  });
  const hear = (...lines: readonly string[]): void => {
    for (const line of lines) conversation.hear(decodeResponse(line, 2));
  };
  const advance = (ms: number): void => {
    nowMs += ms;
    for (const timer of [...timers]) {
      if (timer.dueMs > nowMs) continue;
      timers.delete(timer);
      timer.run();
    }
  };
  const told = (): readonly unknown[] =>
    events.flatMap((event) => {
      if (event.kind === 'vendResult') return [`${event.requestId} ${event.outcome}`];
      if (event.kind === 'sessionEnded') return [`session ended by ${event.by}`];
      return event.kind === 'machine' ? [] : [event.kind];
    });
  return {
    conversation,
    written,
    hear,
    advance,
    told,
    freshStarts: () => freshStarts,
    explained,
    failures,
    proofs: () => proofs,
  };
}

type Talk = ReturnType<typeof talk>;

function offered(): Talk {
  const line = talk();
  line.hear('c,STATUS,INACTIVE', 'c,STATUS,DISABLED', 'c,STATUS,ENABLED');
  line.conversation.offer(10_000);
  line.hear('c,STATUS,IDLE,100.00', 'r,ACK', 'c,STATUS,VEND,25.00,5');
  return line;
}

function approved(): Talk {
  const line = offered();
  line.conversation.approve('request-1', 2500);
  line.hear('r,ACK');
  return line;
}

describe('conversations with the adapter', () => {
  it('A: success, always idle', () => {
    const line = talk(true);
    line.hear('c,STATUS,ENABLED');
    line.conversation.offer(2500);
    line.hear('c,STATUS,VEND,25.00,5');
    line.conversation.approve('request-1', 2500);
    line.hear('r,ACK', 'c,VEND,SUCCESS', 'c,STATUS,IDLE', 'c,STATUS,ENABLED', 'r,ACK');
    expect(line.written).toEqual(['C,VEND,25.00']);
    expect(line.told()).toEqual(['selection', 'request-1 succeeded']);
  });

  it('B: success, authorise first, with acknowledgements anywhere', () => {
    const line = approved();
    line.hear('r,ACK', 'c,VEND,SUCCESS', 'c,STATUS,IDLE', 'c,STATUS,ENABLED');
    expect(line.written).toEqual(['C,START,100.00', 'C,VEND,25.00']);
    expect(line.told()).toEqual(['selection', 'request-1 succeeded', 'session ended by machine']);
  });

  it.each([['c,STATUS,ENABLED'], ['r,ACK', 'c,ERR,-3', 'c,STATUS,IDLE', 'c,STATUS,ENABLED']])(
    'C: denied, %s',
    (...tail) => {
      const line = offered();
      line.conversation.deny('request-1');
      line.conversation.deny('request-1');
      line.hear(...tail);
      expect(line.written).toEqual(['C,START,100.00', 'C,VEND,-1']);
      expect(line.told()).toEqual(['selection', 'session ended by machine']);
    },
  );

  it('D: vend failed, whatever order the lines come in', () => {
    const line = approved();
    line.hear('c,ERR,VEND 3', 'c,STATUS,IDLE', 'c,STATUS,ENABLED');
    const other = approved();
    other.hear('c,STATUS,IDLE', 'c,STATUS,ENABLED', 'c,ERR,VEND 3');
    for (const one of [line, other]) expect(one.told()).toContain('request-1 failed');
  });

  it('E: taken back before the answer; a late approval is refused and approves nothing', () => {
    const line = offered();
    line.hear('c,ERR,VEND 1', 'c,STATUS,IDLE', 'c,STATUS,ENABLED');
    line.conversation.approve('request-1', 2500);
    expect(line.written).toEqual(['C,START,100.00']);
    expect(line.told()).toEqual([
      'selection',
      'request-1 cancelled',
      'session ended by machine',
      'approvalRefused',
    ]);
    const crossed = approved();
    crossed.hear('c,ERR,"VEND -3"');
    expect(crossed.told()).toEqual(['selection', 'approvalRefused']);
  });

  it('F: a session without a selection ends by the machine, or by us', () => {
    const line = talk();
    line.hear('c,STATUS,ENABLED');
    line.conversation.offer(10_000);
    // Still about the session before this one.
    line.hear('c,STATUS,ENABLED');
    expect(line.told()).toEqual([]);
    line.hear('c,STATUS,IDLE,100.00');
    line.conversation.endSession();
    line.hear('c,STATUS,ENABLED');
    expect(line.written).toEqual(['C,START,100.00', 'C,STOP']);
    expect(line.told()).toEqual(['session ended by app']);
    line.conversation.endSession();
    expect(line.written).toHaveLength(2);
  });

  it('G: nothing is approved after the deadline before the machine’s own time-out', () => {
    const line = offered();
    line.advance(58_000);
    line.conversation.approve('request-1', 2500);
    expect(line.written).toEqual(['C,START,100.00', 'C,VEND,-1']);
    expect(line.told()).toEqual(['selection', 'approvalRefused']);
  });

  it.each([
    ['c,ERR,VEND 5', 'c,STATUS,INACTIVE', 'c,STATUS,DISABLED', 'c,STATUS,ENABLED'],
    ['c,STATUS,INACTIVE', 'c,STATUS,DISABLED', 'c,STATUS,ENABLED'],
  ])('H: a reset before the approval cancels, one after it is unknown (%s …)', (...lines) => {
    const before = offered();
    before.hear(...lines);
    expect(before.told()).toEqual(['selection', 'request-1 cancelled', 'session ended by reset']);
    const after = approved();
    after.hear(...lines);
    expect(after.told()).toEqual(['selection', 'request-1 unknown', 'session ended by reset']);
  });

  it('I: a line that is lost: cancelled before the approval, unknown after it', () => {
    const before = offered();
    before.conversation.lost();
    expect(before.told()).toEqual(['selection', 'request-1 cancelled', 'session ended by link']);
    const after = approved();
    after.conversation.lost();
    expect(after.told()).toEqual(['selection', 'request-1 unknown', 'session ended by link']);
  });

  it('a session that ends without a result is unknown after a grace, and a late result is still told', () => {
    const line = approved();
    line.hear('c,STATUS,ENABLED');
    line.advance(1_999);
    expect(line.told()).toEqual(['selection']);
    line.advance(1);
    line.hear('c,VEND,SUCCESS');
    expect(line.told()).toEqual([
      'selection',
      'request-1 unknown',
      'session ended by machine',
      'request-1 succeeded',
    ]);
  });

  it('a machine that keeps the session open after a vend is helped, then started afresh', () => {
    const line = approved();
    line.hear('c,VEND,SUCCESS');
    line.advance(5_000);
    expect(line.written.at(-1)).toBe('C,STOP');
    line.advance(5_000);
    expect(line.freshStarts()).toBe(1);
  });

  it('an offer that is refused, a repeated request, a result nobody asked for', () => {
    const line = talk();
    line.conversation.offer(10_000);
    line.hear('c,ERR,"START -3"', 'c,VEND,SUCCESS', 'c,ERR,VEND 3', 'c,ERR,"VEND -3"', 'hello');
    expect(line.told()).toEqual(['sessionRefused']);
    const again = offered();
    again.hear('c,STATUS,VEND,25.00,5', 'c,STATUS,VEND,30.00,6');
    expect(again.told()).toEqual(['selection', 'request-1 cancelled', 'selection']);
    again.conversation.approve('request-2', 3000);
    again.conversation.approve('request-2', 3000);
    again.hear('c,STATUS,VEND,25.00,5');
    expect(again.written).toEqual(['C,START,100.00', 'C,VEND,30.00']);
  });
});

describe('a result belongs to the request that it answers, or to nobody', () => {
  const LATE = 'request-1 succeeded';

  /** The first vend's session has ended without a result, and the machine was started afresh. */
  function recovered(): Talk {
    const line = approved();
    line.hear('c,STATUS,ENABLED');
    line.advance(2_000);
    line.advance(10_000);
    line.conversation.lost();
    line.hear('c,STATUS,INACTIVE', 'c,STATUS,DISABLED', 'c,STATUS,ENABLED');
    line.conversation.offer(10_000);
    line.hear('c,STATUS,IDLE,100.00', 'c,STATUS,VEND,30.00,6');
    return line;
  }

  it('after a session without a result the machine is started afresh, and nobody is served before', () => {
    const line = approved();
    line.hear('c,STATUS,ENABLED');
    line.advance(2_000);
    line.hear('c,STATUS,IDLE', 'c,STATUS,ENABLED', 'c,STATUS,VEND,30.00,6');
    expect(line.conversation.isResting()).toBe(false);
    expect(line.written.at(-1)).toBe('C,VEND,-1');
    line.conversation.offer(10_000);
    expect(line.told().at(-1)).toBe('sessionRefused');
    expect(line.explained).toHaveLength(1);
    line.hear('r,ACK');
    line.advance(9_999);
    expect(line.freshStarts()).toBe(0);
    line.advance(1);
    expect(line.freshStarts()).toBe(1);
  });

  it('a late result clears it up; a machine that starts by itself does too', () => {
    for (const words of ['c,VEND,SUCCESS', 'c,STATUS,INACTIVE']) {
      const line = approved();
      line.hear('c,STATUS,ENABLED');
      line.advance(2_000);
      line.hear(words);
      line.hear('c,STATUS,ENABLED');
      expect(line.conversation.isResting()).toBe(true);
      line.advance(60_000);
      expect(line.freshStarts()).toBe(0);
    }
  });

  it('the first of two results in the next vend is the earlier vend’s', () => {
    const line = recovered();
    line.conversation.approve('request-2', 3000);
    line.hear('r,ACK', 'c,VEND,SUCCESS');
    expect(line.told()).not.toContain('request-2 succeeded');
    line.hear('c,ERR,VEND 3', 'c,STATUS,IDLE', 'c,STATUS,ENABLED');
    expect(line.told().slice(-3)).toEqual([LATE, 'request-2 failed', 'session ended by machine']);
  });

  it('a single result is believed when the session has ended', () => {
    const line = recovered();
    line.conversation.approve('request-2', 3000);
    line.hear('c,VEND,SUCCESS', 'c,STATUS,IDLE', 'c,STATUS,ENABLED');
    line.advance(1_999);
    expect(line.told()).not.toContain('request-2 succeeded');
    line.advance(1);
    expect(line.told()).toContain('request-2 succeeded');
    expect(line.told()).not.toContain(LATE);
    expect(line.freshStarts()).toBe(1);
  });

  it('it is believed too when the machine asks again, resets, or the line is lost', () => {
    for (const end of ['c,STATUS,VEND,30.00,6', 'c,STATUS,INACTIVE', 'lost']) {
      const line = recovered();
      line.conversation.approve('request-2', 3000);
      line.hear('c,VEND,SUCCESS');
      if (end === 'lost') line.conversation.lost();
      else line.hear(end);
      expect(line.told()).toContain('request-2 succeeded');
    }
  });

  it('while a choice waits for its answer, a result is the earlier vend’s', () => {
    const line = recovered();
    line.hear('c,ERR,VEND 3', 'c,VEND,SUCCESS');
    expect(line.told().slice(-2)).toEqual(['request-1 failed', LATE]);
    line.hear('c,ERR,VEND 1');
    expect(line.told().at(-1)).toBe('request-2 cancelled');
  });

  it('with two earlier vends that owe one it is nobody’s', () => {
    const line = recovered();
    line.conversation.approve('request-2', 3000);
    line.conversation.lost();
    line.hear('c,VEND,SUCCESS');
    expect(line.told().filter((word) => String(word).endsWith('succeeded'))).toEqual([]);
  });

  it('one of an earlier life of the kiosk is remembered', () => {
    const line = talk();
    line.conversation.vends.remember('request-0');
    line.hear('c,VEND,SUCCESS');
    expect(line.told()).toEqual(['request-0 succeeded']);
  });

  it('a success after a jam is of the same vend', () => {
    const line = approved();
    line.hear('c,ERR,VEND 3', 'c,STATUS,IDLE', 'c,STATUS,ENABLED', 'c,VEND,SUCCESS');
    expect(line.told().slice(1)).toEqual([
      'request-1 failed',
      'session ended by machine',
      'request-1 succeeded',
    ]);
  });
});

describe('every order has an answer deadline', () => {
  it('an offer: a session within five seconds; an acknowledgement is none', () => {
    const line = talk();
    line.hear('c,STATUS,ENABLED');
    line.conversation.offer(10_000);
    line.hear('r,ACK', 'c,STATUS,ENABLED');
    line.advance(4_999);
    expect(line.failures).toEqual([]);
    line.advance(1);
    expect(line.failures).toEqual(['the adapter did not answer C,START,100.00']);
    const good = offered();
    good.advance(60_000);
    expect(good.failures).toEqual([]);
    expect(good.proofs()).toBeGreaterThan(0);
  });

  it('an offer that is refused by an adapter that said it was enabled', () => {
    const line = talk();
    line.hear('c,STATUS,ENABLED');
    line.conversation.offer(10_000);
    line.hear('c,ERR,"START -3"');
    expect(line.told()).toEqual(['sessionRefused']);
    expect(line.failures).toEqual(['the adapter does not take C,START']);
  });

  it('the end of an offer, and a denial', () => {
    const line = talk();
    line.hear('c,STATUS,ENABLED');
    line.conversation.offer(10_000);
    line.hear('c,STATUS,IDLE,100.00');
    line.conversation.endSession();
    line.hear('r,ACK', 'c,STATUS,IDLE');
    line.advance(5_000);
    expect(line.failures).toEqual(['the adapter did not answer C,STOP']);
    const denied = offered();
    denied.conversation.deny('request-1');
    denied.advance(5_000);
    expect(denied.failures).toEqual(['the adapter did not answer C,VEND,-1']);
    const heard = offered();
    heard.conversation.deny('request-1');
    heard.hear('r,ACK');
    heard.advance(60_000);
    expect(heard.failures).toEqual([]);
  });

  it('an adapter that has lost its state: an approval that it answers so approved nothing', () => {
    const asked = offered();
    asked.hear('c,ERR,"cashless is off"');
    expect(asked.failures).toEqual(['the adapter has lost its state: cashless is off']);
    const refused = offered();
    refused.conversation.approve('request-1', 2500);
    refused.hear('c,ERR,"cashless is off"');
    expect(refused.told()).toEqual(['selection', 'approvalRefused']);
    const delivered = approved();
    delivered.hear('c,ERR,"cashless is off"');
    delivered.conversation.lost();
    expect(delivered.told()).toContain('request-1 unknown');
  });
});

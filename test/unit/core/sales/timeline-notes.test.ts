import {
  isAboutSale,
  isRepeated,
  type AnswerNote,
  type PlacedNote,
  type SaleNote,
} from '#core/sales/sale-note.ts';
import { timelineOf, type TimelineStep } from '#core/sales/timeline.ts';
import type { SaleEvent, SaleFact } from '#core/sale/event.ts';
import type { TrafficWord } from '#core/vend/traffic.ts';
import { describe, expect, it } from 'vitest';

const BEGAN = 1_790_000_000_000;
const aggregate = { authorizedMinor: 3200, capturedMinor: 0, cancelledMinor: 0, refundedMinor: 0 };

function at(seconds: number, fact: SaleFact): SaleEvent {
  return { ...fact, atMs: BEGAN + seconds * 1_000, isMachineReady: true };
}

function line(seconds: number, direction: 'in' | 'out', raw: string, word: TrafficWord): SaleNote {
  const atMs = BEGAN + seconds * 1_000;
  return { kind: 'device', atMs, direction, raw, meaning: { word, values: {} } };
}

function answer(seconds: number, told: Partial<AnswerNote> = {}): AnswerNote {
  return {
    kind: 'answer',
    atMs: BEGAN + seconds * 1_000,
    call: 'capture',
    status: 200,
    code: undefined,
    traceId: undefined,
    pspReference: undefined,
    ...told,
  };
}

const EVENTS: readonly SaleEvent[] = [
  at(0, { kind: 'payment.created' }),
  at(7, { kind: 'payment.authorized', amountMinor: 3200 }),
  at(12, { kind: 'vend.succeeded', requestId: 'r' }),
  at(16, { kind: 'payment.captured', aggregate }),
  at(17, { kind: 'payment.observed', aggregate }),
];

function shown({ device, answers }: TimelineStep): readonly string[] {
  return [...device.map((note) => note.raw), ...answers.map((note) => note.traceId ?? note.call)];
}

function after(steps: number, note: SaleNote): PlacedNote {
  return { note, after: steps };
}

describe('what was noted of a sale', () => {
  it('stands at the step it led to, or at the last one before it', () => {
    const steps = timelineOf(EVENTS, [
      after(0, answer(-1, { call: 'create', status: 201 })),
      after(1, answer(6.9, { call: 'get' })),
      after(2, line(7, 'out', 'C,START,32.00', 'offerCredit')),
      after(2, line(7.2, 'in', 'c,STATUS,IDLE,32.00', 'creditShown')),
      after(2, line(11.999, 'in', 'c,VEND,SUCCESS', 'dropped')),
      after(3, line(12.4, 'in', 'c,STATUS,ENABLED', 'machineEnabled')),
      after(3, answer(12.5, { status: 423, code: '6160', traceId: '4bf92f' })),
      after(3, answer(15.9)),
      after(4, answer(16.9, { call: 'get' })),
      after(5, answer(17.9, { call: 'receipt', traceId: '77' })),
    ]);
    expect(steps.map(shown)).toEqual([
      ['create'],
      ['C,START,32.00', 'c,STATUS,IDLE,32.00', 'get'],
      ['c,VEND,SUCCESS', 'c,STATUS,ENABLED'],
      // The last of them stand at a step that is not told.
      ['4bf92f', 'capture', 'get', '77'],
    ]);
  });

  it('is not put to a step that came long after the line', () => {
    const steps = timelineOf(EVENTS, [after(2, line(8, 'in', 'c,VEND,SUCCESS', 'dropped'))]);
    expect(steps.map(shown)).toEqual([[], ['c,VEND,SUCCESS'], [], []]);
  });

  it('is told by its order when the clock was set back', () => {
    const steps = timelineOf(EVENTS, [after(3, answer(-3_600))]);
    expect(steps.map(shown)).toEqual([[], [], [], ['capture']]);
  });

  it('stands at the first step that is told when it came before all', () => {
    const hidden: readonly SaleEvent[] = [
      at(0, { kind: 'payment.observed', aggregate }),
      ...EVENTS,
    ];
    const [first] = timelineOf(hidden, [
      after(0, line(-9, 'in', 'c,STATUS,VEND,25.00,4', 'choice')),
    ]);
    expect(first?.device).toHaveLength(1);
  });

  it('is nothing for a sale without steps', () => {
    expect(timelineOf([], [after(0, answer(0))])).toEqual([]);
  });
});

describe('what is noted', () => {
  it('leaves out what kiosk and machine say to each other with or without a customer', () => {
    expect(isAboutSale({ word: 'approve', values: {} })).toBe(true);
    expect(isAboutSale({ word: 'askVersion', values: {} })).toBe(false);
  });

  it('knows an answer that says the same again', () => {
    const poll = answer(1, { call: 'get' });
    expect(isRepeated(poll, answer(3, { call: 'get' }))).toBe(true);
    expect(isRepeated(poll, answer(3, { call: 'get', status: undefined, code: 'timeout' }))).toBe(
      false,
    );
    expect(isRepeated(poll, answer(3, { call: 'get', code: 'x' }))).toBe(false);
    expect(isRepeated(poll, answer(3, { call: 'get', traceId: 't' }))).toBe(false);
    expect(isRepeated(poll, answer(3))).toBe(false);
  });
});

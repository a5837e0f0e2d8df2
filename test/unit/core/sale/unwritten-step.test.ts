import type { SaleEffect } from '#core/sale/effect.ts';
import type { SaleFact } from '#core/sale/event.ts';
import { openReservationMinor } from '#core/sale/state.ts';
import { transition } from '#core/sale/transition.ts';
import { mustBeKept, unwrittenStep } from '#core/sale/unwritten-step.ts';
import { describe, expect, it } from 'vitest';
import {
  begin,
  checkIn,
  MAXIMUM,
  SELECTION,
  tell,
  type Scene,
} from '../../../support/sale-world.ts';

const AGGREGATE = { authorizedMinor: MAXIMUM, cancelledMinor: 0, refundedMinor: 0 };
const REQUEST = { requestId: SELECTION.requestId };
const FACTS = {
  checkedIn: checkIn('release'),
  created: { kind: 'payment.created' },
  createRefused: { kind: 'payment.createRefused', code: '4020' },
  authorized: { kind: 'payment.authorized', amountMinor: MAXIMUM },
  said: { kind: 'payment.authorized', amountMinor: MAXIMUM, isHint: true },
  aborted: { kind: 'payment.aborted' },
  notFound: { kind: 'payment.notFound' },
  seen: { kind: 'payment.observed', aggregate: { ...AGGREGATE, capturedMinor: 0 } },
  captured: {
    kind: 'payment.captured',
    aggregate: { ...AGGREGATE, capturedMinor: SELECTION.priceMinor },
  },
  released: {
    kind: 'payment.released',
    aggregate: { ...AGGREGATE, capturedMinor: 0, cancelledMinor: MAXIMUM },
  },
  captureRefused: { kind: 'payment.captureRefused', refusal: 'later', code: '500' },
  moved: { kind: 'payment.moved' },
  requested: {
    kind: 'vend.requested',
    selection: { ...SELECTION, answerByMs: 90_000 },
    refusal: undefined,
  },
  denied: {
    kind: 'vend.requested',
    selection: { ...SELECTION, requestId: 'another', answerByMs: 90_000 },
    refusal: 'not-sellable',
  },
  succeeded: { kind: 'vend.succeeded', ...REQUEST },
  failed: { kind: 'vend.failed', ...REQUEST },
  cancelled: { kind: 'vend.cancelled', ...REQUEST },
  approvalRefused: { kind: 'vend.approvalRefused', ...REQUEST },
  unknown: { kind: 'vend.unknown', ...REQUEST },
  sessionEnded: { kind: 'session.ended' },
  sessionRefused: { kind: 'session.refused' },
  lost: { kind: 'machine.lost' },
  turnedAway: { kind: 'customer.turnedAway' },
  restarted: { kind: 'kiosk.restarted' },
  approvalOver: { kind: 'deadline.passed', deadline: 'approval' },
  selectionOver: { kind: 'deadline.passed', deadline: 'selection' },
  vendOver: { kind: 'deadline.passed', deadline: 'vendResult' },
  holdOver: { kind: 'deadline.passed', deadline: 'hold' },
  charge: { kind: 'technician.resolved', decision: 'charge' },
} as const satisfies Readonly<Record<string, SaleFact>>;
type FactName = keyof typeof FACTS;

const after = (start: Scene, ...names: readonly FactName[]): Scene =>
  names.reduce((scene, name) => tell(scene, FACTS[name]), start);

const waiting = after(begin('release'), 'created');
const offering = after(waiting, 'authorized', 'seen');
const vending = after(offering, 'requested');
const SCENES: Readonly<Record<string, Scene>> = {
  reserving: begin('release'),
  'reserving, with a selection held': begin('release', true),
  awaitingApproval: waiting,
  withdrawing: after(waiting, 'approvalOver'),
  offering,
  'offering, after a denial': after(offering, 'denied'),
  'offering, chosen before Vipps has said yes': after(waiting, 'said', 'requested'),
  vending,
  'vending, unknown is charged': after(
    begin('capture'),
    'created',
    'authorized',
    'seen',
    'requested',
  ),
  held: after(begin('review'), 'created', 'authorized', 'seen', 'requested', 'lost'),
  capturing: after(vending, 'succeeded'),
  releasing: after(offering, 'selectionOver'),
  verifying: after(vending, 'succeeded', 'captureRefused'),
};
const NEVER: readonly SaleEffect['kind'][] = [
  'createPayment',
  'capturePayment',
  'refundPayment',
  'offerSession',
  'approveVend',
  'postReceipt',
];
const unwritten = ({ sale }: Scene, name: FactName) =>
  unwrittenStep(sale, { ...FACTS[name], atMs: 50_000, isMachineReady: true });
const names = Object.keys(FACTS).filter((name): name is FactName => name in FACTS);

describe.each(Object.entries(SCENES))('while nothing can be written, %s', (_name, scene) => {
  it('nothing takes money, asks for it, or leads to a product', () => {
    for (const name of names) {
      const effects = unwritten(scene, name)?.effects ?? [];
      expect(
        effects.filter(({ kind }) => NEVER.includes(kind)),
        name,
      ).toEqual([]);
    }
  });

  it('what is written later leads to the same state', () => {
    for (const name of names) {
      const step = unwritten(scene, name);
      if (step === undefined) continue;
      expect(transition(scene.sale, step.event), name).toEqual({
        state: step.state,
        effects: step.effects,
      });
    }
  });

  it('what asks for something new is neither done nor kept', () => {
    for (const name of ['checkedIn', 'requested', 'charge'] as const) {
      expect(unwritten(scene, name)).toBeUndefined();
      expect(mustBeKept(FACTS[name].kind)).toBe(false);
    }
  });
});

describe('while nothing can be written', () => {
  it.each([
    'reserving',
    'awaitingApproval',
    'withdrawing',
    'offering',
    'offering, after a denial',
    'offering, chosen before Vipps has said yes',
  ])(
    '%s: whatever happens is acted on, and never keeps a customer’s money for an offer',
    (scene) => {
      for (const name of names.filter((one) => mustBeKept(FACTS[one].kind))) {
        expect(SCENES[scene] && unwritten(SCENES[scene], name), name).toBeDefined();
      }
    },
  );

  it('what is approved is given back', () => {
    for (const scene of [
      'reserving',
      'reserving, with a selection held',
      'awaitingApproval',
      'withdrawing',
    ]) {
      const step = SCENES[scene] && unwritten(SCENES[scene], 'authorized');
      expect(step?.state).toMatchObject({ name: 'releasing', targetMinor: 0 });
      expect(step?.event.isMachineReady).toBe(false);
    }
  });

  it('what was chosen before Vipps has said yes is denied, and the offer ends', () => {
    const chosen = SCENES['offering, chosen before Vipps has said yes'];
    const step = chosen && unwritten(chosen, 'authorized');
    expect(step?.effects.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['denyVend', 'endSession']),
    );
    expect(step?.state.name).toMatch(/^(releasing|withdrawing)$/);
  });

  it('an offer that would be made again ends instead', () => {
    const step = unwritten(after(offering, 'denied'), 'sessionEnded');
    expect(step?.event).toMatchObject({ kind: 'deadline.passed', deadline: 'selection' });
    expect(step?.state).toMatchObject({ name: 'releasing', outcome: 'noSelection' });
    expect(step?.effects.slice(0, 2)).toMatchObject([
      { kind: 'endSession' },
      { kind: 'releasePayment' },
    ]);
  });

  it('a drop, and whatever is charged, waits for the journal', () => {
    expect(unwritten(vending, 'succeeded')).toBeUndefined();
    expect(
      unwritten(
        after(begin('review'), 'created', 'authorized', 'seen', 'requested', 'lost'),
        'succeeded',
      ),
    ).toBeUndefined();
    expect(unwritten(after(vending, 'succeeded'), 'restarted')).toBeUndefined();
    const charged = after(begin('capture'), 'created', 'authorized', 'seen', 'requested');
    expect(unwritten(charged, 'unknown')).toBeUndefined();
    expect(unwritten({ ...charged, sale: { name: 'idle' } }, 'lost')).toBeUndefined();
  });

  it('what did not drop is given back, and its slot is counted when it is written', () => {
    const step = unwritten(vending, 'failed');
    expect(step?.effects.map(({ kind }) => kind)).toContain('releasePayment');
    expect(step?.state.name).toBe('releasing');
    expect(step && openReservationMinor(step.state.aggregate)).toBe(MAXIMUM);
  });
});

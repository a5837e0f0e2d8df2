import type { SaleFact } from '#core/sale/event.ts';
import { isClosed, type SaleState, type UnknownOutcomePolicy } from '#core/sale/state.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allBroken,
  capturedIsThePrice,
  capturedOnlyWhenDue,
  capturedWithinReservation,
  nothingStaysReserved,
  oneVendPerReservation,
  salesComeToRest,
  type MoneyRule,
  type MoneyView,
} from '../support/money-rules.ts';
import {
  approveInApp,
  begin,
  carryOut,
  checkIn,
  MAXIMUM,
  PRICE,
  SELECTION,
  tell,
  type Scene,
} from '../support/sale-world.ts';

/**
 * One payment, two PCs. The old one plays, a bundle is taken from it, it plays on, and then the relay ends its credential:
 * it hears no answer of Vipps any more, but its machine may still drop. The new one opens the bundle and settles the sale.
 */
const move = fc.oneof(
  { weight: 8, arbitrary: fc.constant('answer' as const) },
  { weight: 4, arbitrary: fc.constant('approve' as const) },
  { weight: 4, arbitrary: fc.constant('select' as const) },
  { weight: 3, arbitrary: fc.constant('drop' as const) },
  { weight: 1, arbitrary: fc.constant('fail' as const) },
  { weight: 1, arbitrary: fc.constant('deadline' as const) },
  { weight: 1, arbitrary: fc.constant('restart' as const) },
);
type Move = typeof move extends fc.Arbitrary<infer M> ? M : never;

/** A PC: what it knows, and the world that it shares with the other one. */
interface Pc {
  scene: Scene;
  /** Its calls reach Vipps. */
  isLinked: boolean;
  hasDropped: boolean;
}

function hear(pc: Pc, fact: SaleFact): void {
  pc.scene = tell(pc.scene, fact);
}

function answer(pc: Pc): void {
  const [order, ...rest] = pc.scene.world.orders;
  if (order === undefined || !pc.isLinked) return;
  const done = carryOut(pc.scene.world, order);
  const isAsking = order.kind === 'watchPayment' && done.fact === undefined;
  const orders = isAsking ? [...rest, order] : rest;
  pc.scene = { ...pc.scene, world: { ...done.world, orders } };
  if (done.fact !== undefined) hear(pc, done.fact);
}

function restart(pc: Pc): void {
  pc.scene = { ...pc.scene, world: { ...pc.scene.world, orders: [], waits: [] } };
  hear(pc, { kind: 'kiosk.restarted' });
}

function finishVend(pc: Pc, kind: 'vend.succeeded' | 'vend.failed'): void {
  const { world } = pc.scene;
  if (world.vend !== 'approved') return;
  const vend = kind === 'vend.succeeded' ? 'dropped' : 'failed';
  pc.scene = { ...pc.scene, world: { ...world, vend } };
  pc.hasDropped ||= vend === 'dropped';
  hear(pc, { kind, requestId: SELECTION.requestId });
}

function passDeadline(pc: Pc): void {
  const { world } = pc.scene;
  const [name, ...waits] = world.waits;
  if (name === undefined) return;
  pc.scene = { ...pc.scene, world: { ...world, waits } };
  hear(pc, { kind: 'deadline.passed', deadline: name });
}

function play(pc: Pc, step: Move): void {
  const { world } = pc.scene;
  if (step === 'answer') answer(pc);
  if (step === 'approve') pc.scene = { ...pc.scene, world: approveInApp(world, MAXIMUM) };
  if (step === 'drop') finishVend(pc, 'vend.succeeded');
  if (step === 'fail') finishVend(pc, 'vend.failed');
  if (step === 'deadline') passDeadline(pc);
  if (step === 'restart') restart(pc);
  if (step !== 'select') return;
  const selection = { ...SELECTION, answerByMs: world.atMs + 50_000 };
  hear(pc, { kind: 'vend.requested', selection, refusal: undefined });
}

/** What the bundle held; a sale that began after it is taken up by its reference alone (main/replacement/adopt.ts). */
function takenOver(bundle: SaleState, world: Scene['world']): Pc {
  const scene = { sale: bundle, world: { ...world, orders: [], waits: [], saidMinor: 0 } };
  const pc: Pc = { scene, isLinked: true, hasDropped: false };
  if (bundle.name === 'idle') hear(pc, checkIn('release'));
  hear(pc, { kind: 'kiosk.replaced' });
  restart(pc);
  return pc;
}

function drain(pc: Pc): void {
  for (let turn = 0; turn < 200 && !isClosed(pc.scene.sale); turn += 1) {
    if (pc.scene.world.orders.length > 0) answer(pc);
    if (turn % 3 === 2 || pc.scene.world.orders.length === 0) passDeadline(pc);
  }
}

interface Story {
  readonly policy: UnknownOutcomePolicy;
  readonly before: readonly Move[];
  readonly between: readonly Move[];
  /** Unknown to the bundle. */
  readonly isBundleOlder: boolean;
  /** The old PC hears that it was replaced; otherwise it is offline. */
  readonly hears: boolean;
  readonly later: readonly Move[];
  /** The bundle is restored once more, on a third PC. */
  readonly isRestoredTwice: boolean;
}

const moves = fc.array(move, { maxLength: 12 });
const story: fc.Arbitrary<Story> = fc.record({
  policy: fc.constantFrom<UnknownOutcomePolicy>('release', 'capture', 'review'),
  before: moves,
  between: moves,
  isBundleOlder: fc.boolean(),
  hears: fc.boolean(),
  later: moves,
  isRestoredTwice: fc.boolean(),
});

interface Ending {
  readonly last: Scene;
  readonly newVends: number;
  readonly hasDropped: boolean;
}

function tellStory(told: Story): Ending {
  const old: Pc = { scene: begin(told.policy), isLinked: true, hasDropped: false };
  for (const step of told.before) play(old, step);
  const bundle: SaleState = told.isBundleOlder ? { name: 'idle' } : old.scene.sale;
  for (const step of told.between) play(old, step);
  // The relay has ended the credential, and every call of the old PC that was on its way.
  old.isLinked = false;
  if (told.hears) hear(old, { kind: 'kiosk.replaced' });
  const vendsBefore = old.scene.world.approvals;
  let pc = takenOver(bundle, old.scene.world);
  for (const step of told.later) {
    play(old, step);
    // The customer may approve only now, and press at whichever PC turns the motors.
    if (step !== 'drop' && step !== 'fail') play(pc, step);
  }
  const newVends = pc.scene.world.approvals - vendsBefore;
  if (told.isRestoredTwice) pc = takenOver(bundle, pc.scene.world);
  drain(pc);
  return { last: pc.scene, newVends, hasDropped: old.hasDropped };
}

const AT_THE_END: readonly MoneyRule<MoneyView>[] = [
  capturedOnlyWhenDue,
  capturedIsThePrice,
  capturedWithinReservation,
];

describe('a new PC takes over a machine in the middle of a sale', () => {
  it('the payment is settled once, and the new PC never vends on it', () => {
    fc.assert(
      fc.property(story, (told) => {
        const { last, newVends, hasDropped } = tellStory(told);
        const { world, sale } = last;
        expect(newVends).toBe(0);
        const view = {
          money: world.money,
          priceMinor: PRICE,
          isCaptureDue: hasDropped || told.policy === 'capture',
          isExcused: false,
        };
        const broken = [
          ...world.wrong,
          ...allBroken(AT_THE_END, view),
          ...allBroken([oneVendPerReservation], { vends: world.approvals }),
          ...allBroken([salesComeToRest], { isSettled: sale.name === 'settled' }),
          ...allBroken([nothingStaysReserved], { money: world.money }),
        ];
        expect(broken, JSON.stringify({ told, last })).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });

  it('plays what it is about: sales that the old PC had charged, was vending in, or offered', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(story, (told) => {
        const { last, hasDropped } = tellStory(told);
        if (hasDropped && last.world.money.capturedMinor > 0) seen.add('charged');
        if (hasDropped && last.world.money.capturedMinor === 0) seen.add('dropped uncharged');
        if (last.world.reviews.includes('moneyMovedElsewhere'))
          seen.add('charged unknown to the bundle');
      }),
      { numRuns: 3_000, seed: 17 },
    );
    expect([...seen].sort()).toEqual([
      'charged',
      'charged unknown to the bundle',
      'dropped uncharged',
    ]);
  });
});

import type { PaymentEffect } from '#core/sale/effect.ts';
import type { PaymentFact, SaleFact } from '#core/sale/event.ts';
import { occupiesMachine } from '#core/sale/state.ts';
import { deviceMoves } from './device-moves.ts';
import { silently, type Move, type Push } from './move.ts';
import { tell, type Transition } from './tell.ts';
import {
  approvalFact,
  carryOut,
  isDone,
  isSuccess,
  refusalsOf,
  refuseKey,
  staleFact,
} from './vipps.ts';
import { numberOf } from './numbering.ts';
import { openMinor } from '../support/money-rules.ts';
import {
  isQuestion,
  losePower,
  MAXIMUM,
  remembered,
  simplified,
  spend,
  withItem,
  without,
  type Scene,
  type World,
} from './world.ts';

interface Heard {
  readonly answers: readonly SaleFact[];
  readonly readings: readonly SaleFact[];
}

/** Only the answer to the latest question is heard; every order is answered. */
function heardFrom(order: PaymentEffect, fact: SaleFact | undefined): Heard {
  const facts = fact === undefined ? [] : [fact];
  return isQuestion(order) ? { answers: [], readings: facts } : { answers: facts, readings: [] };
}

function withFacts(known: readonly SaleFact[], more: readonly SaleFact[]): readonly SaleFact[] {
  return more.reduce((facts, fact) => withItem(facts, fact), known);
}

interface Landing {
  readonly order: PaymentEffect;
  /** The world after the order, and after it was answered without being carried out. */
  readonly after: World;
  readonly landed: World;
  readonly fact: PaymentFact | undefined;
}

/** Vipps answers from any earlier moment: a reading, or the sums of what it has carried out. */
function staleMoves(scene: Scene, { order, after, landed, fact }: Landing, push: Push): void {
  if (after.left.stale === 0) return;
  if (!isQuestion(order) && (fact === undefined || !isSuccess(fact))) return;
  for (const moment of after.past) {
    const old = staleFact(order, { ...after, ...moment });
    if (old === undefined || (fact !== undefined && numberOf(old) === numberOf(fact))) continue;
    const heard = heardFrom(order, old);
    const world: World = {
      ...(isQuestion(order) ? landed : after),
      answers: withFacts(landed.answers, heard.answers),
      readings: withFacts(landed.readings, heard.readings),
    };
    const told = silently(scene, remembered(scene.world, spend(world, 'stale')));
    push(`Vipps answers ${order.kind} as of an earlier moment`, false, told);
  }
}

function flightMoves(transition: Transition, scene: Scene, push: Push): void {
  const { world } = scene;
  for (const [index, flight] of world.flights.entries()) {
    const { order, isDeaf, isGivenUp } = flight;
    const landed = { ...world, flights: without(world.flights, index) };
    const done = carryOut(world, order);
    const isStillAsking = order.kind === 'watchPayment' && done.fact === undefined;
    if (isGivenUp) push(`${order.kind} is given up`, true, silently(scene, landed));
    if (isStillAsking) continue;
    const heard = heardFrom(order, done.fact);
    const answers = isDeaf ? world.answers : withFacts(world.answers, heard.answers);
    const readings = isDeaf ? world.readings : withFacts(world.readings, heard.readings);
    const after = remembered(world, {
      ...done.world,
      flights: landed.flights,
      answers,
      readings,
    });
    push(`Vipps carries out ${order.kind}`, !isGivenUp, silently(scene, after));
    if (!isDeaf) staleMoves(scene, { order, after, landed, fact: done.fact }, push);
    if (world.left.lostAnswers > 0 && done.world !== world) {
      const carried = remembered(world, { ...done.world, flights: world.flights });
      const lost = spend(carried, 'lostAnswers');
      push(`Vipps carries out ${order.kind}, the answer is lost`, false, silently(scene, lost));
    }
    const wasDone = 'key' in order && isDone(world, order.key);
    if (world.left.refusals > 0 && !wasDone) {
      for (const refusal of refusalsOf(world, order)) {
        const keyed = 'key' in order ? refuseKey(landed, order.key) : landed;
        const isFinal = refusal.kind === 'payment.captureRefused';
        const refused = {
          ...spend(keyed, 'refusals'),
          isExcused: world.isExcused || isFinal,
          answers: isDeaf ? world.answers : withItem(world.answers, refusal),
        };
        const code = 'code' in refusal ? refusal.code : '';
        push(`Vipps refuses ${order.kind} (${code})`, false, silently(scene, refused));
      }
    }
  }
  for (const [index, answer] of world.answers.entries()) {
    const heard = { ...scene, world: { ...world, answers: without(world.answers, index) } };
    push(`The kiosk hears ${answer.kind}`, true, tell(transition, heard, answer));
  }
  for (const [index, reading] of world.readings.entries()) {
    const heard = { ...scene, world: { ...world, readings: without(world.readings, index) } };
    push(`The kiosk reads ${reading.kind}`, true, tell(transition, heard, reading));
  }
}

function webhookOf(world: World): SaleFact | undefined {
  const { payment, money } = world;
  if (payment === 'authorized') {
    return {
      kind: 'payment.authorized',
      amountMinor: money.authorizedMinor,
      isHint: true,
    };
  }
  const ended = payment === 'none' ? undefined : approvalFact(world);
  return ended === undefined ? undefined : hint(ended);
}

function hint(fact: PaymentFact): SaleFact {
  return fact.kind === 'payment.aborted' ||
    fact.kind === 'payment.expired' ||
    fact.kind === 'payment.terminated'
    ? { ...fact, isHint: true }
    : fact;
}

/** What somebody with a valid signature may say of a payment, whether it is so or not. */
const LIES: readonly (readonly [string, SaleFact])[] = [
  ...[MAXIMUM, 60_000, 100].map((amountMinor) => {
    const fact: SaleFact = { kind: 'payment.authorized', amountMinor, isHint: true };
    return [`of an approval of ${String(amountMinor)}`, fact] as const;
  }),
  ['of a decline', { kind: 'payment.aborted', isHint: true }],
  ['of an expiry', { kind: 'payment.expired', isHint: true }],
  ['of a cancelled request', { kind: 'payment.terminated', isHint: true }],
  ['of money moved by somebody', { kind: 'payment.moved', mayBeOurs: false }],
  ['of money moved under our key', { kind: 'payment.moved', mayBeOurs: true }],
];

function lieMoves(transition: Transition, scene: Scene, push: Push): void {
  const { sale, world } = scene;
  if (world.left.lies === 0 || sale.name === 'idle') return;
  const isMachineReady = world.device !== 'vending';
  const lied = { ...scene, world: spend(world, 'lies') };
  for (const [what, fact] of LIES) {
    push(`A false webhook tells ${what}`, false, tell(transition, lied, fact, { isMachineReady }));
  }
}

function customerMoves(transition: Transition, scene: Scene, push: Push): void {
  const { sale, world } = scene;
  if (world.payment === 'created' && sale.name !== 'idle') {
    const money = { ...world.money, authorizedMinor: sale.requestedMinor };
    const approved = remembered(world, { ...world, payment: 'authorized', money });
    push('The customer approves in the app', false, silently(scene, approved));
    for (const payment of ['declined', 'expired'] as const) {
      const ended = remembered(world, { ...world, payment });
      push(`The payment is ${payment}`, payment === 'expired', silently(scene, ended));
    }
  }
  const webhook = webhookOf(world);
  if (webhook !== undefined) {
    const isReady = world.device !== 'vending';
    const told = tell(transition, scene, webhook, { isMachineReady: isReady });
    push(`A webhook brings ${webhook.kind}`, true, told);
    if (webhook.kind === 'payment.authorized' && sale.name !== 'settled') {
      const notReady = tell(transition, scene, webhook, { isMachineReady: false });
      push('A webhook brings the approval; the machine is not ready', false, notReady);
      const isHeld = 'held' in sale && sale.held !== undefined;
      if (isHeld) {
        const late = tell(transition, scene, webhook, { isLate: true });
        push('A webhook brings the approval, too late for the selection', false, late);
      }
    }
  }
}

function foreignMoves(transition: Transition, scene: Scene, push: Push): void {
  const { world } = scene;
  if (world.left.foreign > 0 && world.payment === 'authorized') {
    const spent = { ...spend(world, 'foreign'), isExcused: true };
    const open = openMinor(world.money);
    if (open > 0) {
      const cancelled = { ...world.money, cancelledMinor: world.money.cancelledMinor + open };
      const after = remembered(world, { ...spent, money: cancelled });
      push('Somebody releases the reservation in the portal', false, silently(scene, after));
    }
    if (world.money.capturedMinor > world.money.refundedMinor) {
      const refunded = { ...world.money, refundedMinor: world.money.capturedMinor };
      const after = remembered(world, { ...spent, money: refunded });
      push('Somebody refunds in the portal', false, silently(scene, after));
    }
  }
  if (world.isExcused && scene.sale.name !== 'idle') {
    // CANCELLED comes without a key, as ours would.
    const mayBeOurs = world.money.refundedMinor === 0;
    const told = tell(transition, scene, { kind: 'payment.moved', mayBeOurs });
    push('A webhook tells of moved money', true, told);
  }
}

function personMoves(transition: Transition, scene: Scene, push: Push): void {
  const { sale, world } = scene;
  if (sale.name === 'held') {
    for (const decision of ['charge', 'release'] as const) {
      const fact: SaleFact = { kind: 'technician.resolved', decision };
      push(`The technician decides: ${decision}`, false, tell(transition, scene, fact));
    }
  }
  if (sale.name === 'settled' && world.left.refunds > 0 && sale.aggregate.capturedMinor > 0) {
    const refundId = `refund-${String(world.left.refunds)}`;
    const refund = { refundId, amountMinor: 1_000, reason: 'stale', by: 'owner' };
    const spent = { ...scene, world: spend(world, 'refunds') };
    const told = tell(transition, spent, { kind: 'refund.requested', refund });
    push('A person orders a refund of 10.00', false, told);
  }
}

function kioskMoves(transition: Transition, scene: Scene, push: Push): void {
  const { sale, world } = scene;
  for (const wait of sale.name === 'idle' ? [] : world.waits) {
    const isWarning = wait === 'settlementWarning';
    if (isWarning && world.left.warnings === 0) continue;
    const waits = world.waits.filter((other) => other !== wait);
    const rest = isWarning ? spend(world, 'warnings') : world;
    const due = { ...scene, world: { ...rest, waits } };
    const fact: SaleFact = { kind: 'deadline.passed', deadline: wait };
    push(`The wait “${wait}” is over`, true, tell(transition, due, fact));
  }
  if (world.left.restarts > 0 && sale.name !== 'idle') {
    const dark = { ...scene, world: losePower(spend(world, 'restarts')) };
    const told = tell(transition, dark, { kind: 'kiosk.restarted' }, { isMachineReady: false });
    push('The kiosk loses power and starts again', false, told);
    const replaced = tell(transition, dark, { kind: 'kiosk.replaced' }, { isMachineReady: false });
    const taken = tell(transition, replaced.scene, { kind: 'kiosk.restarted' });
    push('Another PC takes over', false, { ...taken, broken: replaced.broken ?? taken.broken });
  }
  if (world.left.jumps > 0 && world.hour === 'within' && sale.name !== 'idle') {
    const jumped = spend(world, 'jumps');
    const late = silently(scene, { ...jumped, hour: 'after' });
    push('So much time passes that the customer has left', false, late);
    const early = silently(scene, { ...jumped, hour: 'before' });
    push('The clock goes back to before the scan', false, early);
  }
  if (world.left.losses > 0 && occupiesMachine(sale) && sale.name !== 'reserving') {
    const fact: SaleFact = { kind: 'customer.turnedAway' };
    push('The relay has told the customer no', false, tell(transition, scene, fact));
  }
}

/** Everything that may happen next. */
export function movesOf(transition: Transition, scene: Scene): readonly Move[] {
  const moves: Move[] = [];
  const push: Push = (label, isCalm, told) => {
    moves.push({ label, isCalm, told: { scene: simplified(told.scene), broken: told.broken } });
  };
  flightMoves(transition, scene, push);
  customerMoves(transition, scene, push);
  lieMoves(transition, scene, push);
  deviceMoves(transition, scene, push);
  foreignMoves(transition, scene, push);
  personMoves(transition, scene, push);
  kioskMoves(transition, scene, push);
  return moves;
}

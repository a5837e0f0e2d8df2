import type { SaleFact } from '#core/sale/event.ts';
import { occupiesMachine } from '#core/sale/state.ts';
import { deviceMoves } from './device-moves.ts';
import { silently, type Move, type Push } from './move.ts';
import { tell, type Transition } from './tell.ts';
import { approvalFact, carryOut, isDone, refusalsOf, refuseKey } from './vipps.ts';
import { numberOf } from './numbering.ts';
import {
  losePower,
  openMinor,
  simplified,
  spend,
  withItem,
  without,
  type Scene,
  type World,
} from './world.ts';

/** What a webhook may say at any time needs no answer of its own. */
function heardLater(
  world: World,
  answers: readonly SaleFact[],
  fact: SaleFact | undefined,
): readonly SaleFact[] {
  if (fact === undefined) return answers;
  const webhook = webhookOf(world);
  return webhook !== undefined && numberOf(webhook) === numberOf(fact)
    ? answers
    : withItem(answers, fact);
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
    const answers = isDeaf ? world.answers : heardLater(done.world, world.answers, done.fact);
    const after = { ...done.world, flights: landed.flights, answers };
    push(`Vipps carries out ${order.kind}`, !isGivenUp, silently(scene, after));
    if (world.left.lostAnswers > 0 && done.world !== world) {
      const lost = spend({ ...done.world, flights: world.flights }, 'lostAnswers');
      push(`Vipps carries out ${order.kind}, the answer is lost`, false, silently(scene, lost));
    }
    const wasDone = 'key' in order && isDone(world, order.key);
    if (world.left.refusals > 0 && !wasDone) {
      for (const refusal of refusalsOf(order)) {
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
}

function webhookOf(world: World): SaleFact | undefined {
  if (world.payment === 'authorized') {
    return { kind: 'payment.authorized', amountMinor: world.money.authorizedMinor };
  }
  return world.payment === 'none' ? undefined : approvalFact(world);
}

function customerMoves(transition: Transition, scene: Scene, push: Push): void {
  const { sale, world } = scene;
  if (world.payment === 'created' && sale.name !== 'idle') {
    const money = { ...world.money, authorizedMinor: sale.requestedMinor };
    const approved: World = { ...world, payment: 'authorized', money };
    push('The customer approves in the app', false, silently(scene, approved));
    for (const payment of ['declined', 'expired'] as const) {
      push(
        `The payment is ${payment}`,
        payment === 'expired',
        silently(scene, { ...world, payment }),
      );
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
    const open = openMinor(world);
    if (open > 0) {
      const cancelled = { ...world.money, cancelledMinor: world.money.cancelledMinor + open };
      const after = { ...spent, money: cancelled };
      push('Somebody releases the reservation in the portal', false, silently(scene, after));
    }
    if (world.money.capturedMinor > world.money.refundedMinor) {
      const refunded = { ...world.money, refundedMinor: world.money.capturedMinor };
      const after = { ...spent, money: refunded };
      push('Somebody refunds in the portal', false, silently(scene, after));
    }
  }
  if (world.isExcused && scene.sale.name !== 'idle') {
    push(
      'A webhook tells of moved money',
      true,
      tell(transition, scene, { kind: 'payment.moved' }),
    );
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
  deviceMoves(transition, scene, push);
  foreignMoves(transition, scene, push);
  personMoves(transition, scene, push);
  kioskMoves(transition, scene, push);
  return moves;
}

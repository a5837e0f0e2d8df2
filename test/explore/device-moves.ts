import type { MachineEffect } from '#core/sale/effect.ts';
import type { SaleFact } from '#core/sale/event.ts';
import { occupiesMachine } from '#core/sale/state.ts';
import { silently, type Push } from './move.ts';
import { HELD_UNTIL_MS, tell, type Transition } from './tell.ts';
import { ADULT, PRICE, spend, TOO_DEAR, withItem, type Scene, type World } from './world.ts';

function requestOf(asked: number): string {
  return `request-${String(asked)}`;
}

function report(world: World, fact: SaleFact): World {
  return { ...world, reports: withItem(world.reports, fact) };
}

function ended(world: World): World {
  return report({ ...world, device: 'idle' }, { kind: 'session.ended' });
}

/** The machine does the first thing it was told. */
function obeyed(world: World, order: MachineEffect): World {
  const present = requestOf(world.asked);
  switch (order.kind) {
    case 'offerSession':
      if (world.device === 'idle') return { ...world, device: 'session' };
      return report(world, { kind: 'session.refused' });
    case 'endSession':
    case 'recoverMachine':
      return { ...world, device: world.device === 'vending' ? 'vending' : 'idle' };
    case 'denyVend': {
      const isPresent = world.device === 'asking' && order.requestId === present;
      return isPresent ? ended(world) : world;
    }
    case 'approveVend': {
      const { requestId } = order;
      if (world.device !== 'asking' || requestId !== present) {
        return report(world, { kind: 'vend.approvalRefused', requestId });
      }
      return { ...world, device: 'vending', vended: requestId, vendedMinor: world.askedMinor };
    }
  }
}

function selectionMoves(transition: Transition, scene: Scene, push: Push): void {
  const { sale, world } = scene;
  const canAsk =
    world.device === 'session' || (world.device === 'idle' && sale.name !== 'offering');
  if (!canAsk || world.left.selections === 0) return;
  const asked = world.asked + 1;
  for (const kind of ['sellable', 'unsellable', 'too dear', 'for adults'] as const) {
    const age = kind === 'for adults' ? ADULT : 0;
    if (age > 0 && world.customerAge === 0) continue;
    const priceMinor = kind === 'too dear' ? TOO_DEAR : PRICE;
    const asking: World = {
      ...spend(world, 'selections'),
      device: 'asking',
      asked,
      askedMinor: priceMinor,
      askedAge: age,
    };
    const fact: SaleFact = {
      kind: 'vend.requested',
      selection: {
        requestId: requestOf(asked),
        selection: 'A1',
        item: 5,
        product: 'Cola',
        priceMinor,
        vatRate: 1500,
        answerByMs: HELD_UNTIL_MS,
        ...(age > 0 ? { minimumAge: age } : {}),
      },
      refusal: kind === 'unsellable' ? 'not-sellable' : undefined,
    };
    const pressed = { ...scene, world: asking };
    const told = occupiesMachine(sale)
      ? tell(transition, pressed, fact)
      : silently(scene, ended(asking));
    push(`The customer presses something ${kind}`, false, told);
  }
}

function vendMoves(scene: Scene, push: Push): void {
  const { world } = scene;
  const { vended } = world;
  if (world.device !== 'vending' || vended === undefined) return;
  const fell: World = { ...world, device: 'idle', hasDropped: true };
  const stuck: World = { ...world, device: 'idle' };
  const success: SaleFact = { kind: 'vend.succeeded', requestId: vended };
  const failure: SaleFact = { kind: 'vend.failed', requestId: vended };
  push('The product drops and the machine says so', true, silently(scene, report(fell, success)));
  push('The product jams and the machine says so', false, silently(scene, report(stuck, failure)));
  const after = silently(scene, report(report(fell, failure), success));
  push(
    'The product jams, the machine says so, it drops after all, and the machine says so',
    false,
    after,
  );
  push('The product drops and the machine says nothing', false, silently(scene, fell));
  push('The product jams and the machine says nothing', false, silently(scene, stuck));
}

/** The line breaks or the machine resets: a vend under way may still drop, and nobody will say so. */
function lossMoves(transition: Transition, scene: Scene, push: Push): void {
  const { sale, world } = scene;
  if (world.left.losses === 0) return;
  const down = { ...spend(world, 'losses'), machineOrders: [] };
  const device = world.device === 'vending' ? 'vending' : 'idle';
  const lost = { ...scene, world: { ...down, device } as const };
  if (occupiesMachine(sale)) {
    push('The line to the machine breaks', false, tell(transition, lost, { kind: 'machine.lost' }));
  }
  if (world.device === 'vending' && world.vended !== undefined) {
    const fact: SaleFact = { kind: 'vend.unknown', requestId: world.vended };
    push('The machine resets during the vend', false, tell(transition, lost, fact));
  }
  if (world.device === 'asking') {
    const requestId = requestOf(world.asked);
    const cancelled: SaleFact = { kind: 'vend.cancelled', requestId };
    const back = report(ended({ ...down, machineOrders: world.machineOrders }), cancelled);
    push('The machine takes its selection back', false, silently(scene, back));
  }
}

export function deviceMoves(transition: Transition, scene: Scene, push: Push): void {
  const { sale, world } = scene;
  const [order, ...rest] = world.machineOrders;
  if (order !== undefined) {
    const told = silently(scene, obeyed({ ...world, machineOrders: rest }, order));
    push(`The machine takes ${order.kind}`, true, told);
  }
  selectionMoves(transition, scene, push);
  vendMoves(scene, push);
  lossMoves(transition, scene, push);
  if (world.device === 'session' && sale.name === 'offering') {
    push('The customer ends the session', false, silently(scene, ended(world)));
  }
  for (const fact of world.reports) {
    const isForForeground = fact.kind === 'session.ended' || fact.kind === 'session.refused';
    if (isForForeground && !occupiesMachine(sale)) continue;
    // Session words are said once; what is said about a request may be said again.
    const reports = isForForeground ? world.reports.filter((one) => one !== fact) : world.reports;
    const told = tell(transition, { ...scene, world: { ...world, reports } }, fact);
    push(`The machine says ${fact.kind}`, true, told);
  }
}

import { paymentReference, isMachineId } from '#core/base/ids.ts';
import type { SaleFact } from '#core/sale/event.ts';
import { NO_MONEY, type UnknownOutcomePolicy } from '#core/sale/state.ts';
import { salesComeToRest } from '../support/money-rules.ts';
import { EdgeList, IntList } from './int-list.ts';
import { createHashTable } from './hash-table.ts';
import { movesOf } from './moves.ts';
import { brokenRule, isAtRest } from './rules.ts';
import { keyOf } from './scene-key.ts';
import { HELD_UNTIL_MS, tell, type Transition } from './tell.ts';
import { ADULT, MAXIMUM, PRICE, type Budget, type Scene, type World } from './world.ts';

/**
 * Select first: pressed before the scan (always idle). Test: a technician's scan, which is to sell nothing. Of age, under
 * age: some of what the machine sells has an age, and the customer has it or has not.
 */
export type Beginning = 'scan first' | 'select first' | 'test' | 'of age' | 'under age';

export interface Exploration {
  readonly policy: UnknownOutcomePolicy;
  readonly beginning: Beginning;
  readonly budget: Budget;
  readonly transition: Transition;
}

export interface Finding {
  readonly broken: string;
  /** What happened, in order. */
  readonly story: readonly string[];
}

export interface Explored {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** States in which everything is at rest. */
  readonly ends: number;
  readonly finding: Finding | undefined;
}

const AGES: Readonly<Record<Beginning, number>> = {
  'scan first': 0,
  'select first': 0,
  test: 0,
  'of age': 40,
  'under age': 15,
};

function reference(end: string): ReturnType<typeof paymentReference> {
  const machineId = 'vm-0001';
  if (!isMachineId(machineId)) throw new RangeError(machineId);
  return paymentReference(machineId, `01jd000000000000000000000${end}`);
}

function start({ policy, beginning, budget, transition }: Exploration): Scene {
  const isHeld = beginning === 'select first';
  const held = {
    requestId: 'request-1',
    selection: 'A1',
    item: 5,
    product: 'Cola',
    priceMinor: PRICE,
    vatRate: 1500,
    answerByMs: HELD_UNTIL_MS,
  };
  const fact: SaleFact = {
    kind: 'customer.checkedIn',
    reference: reference('0'),
    checkInId: 'check-in-1',
    currency: 'NOK',
    amountMinor: isHeld ? PRICE : MAXIMUM,
    terms: {
      approvalMs: 120_000,
      selectionMs: 60_000,
      vendResultMs: 60_000,
      onUnknownOutcome: policy,
      postReceipt: true,
      latchAfterFailures: 2,
      ...(beginning === 'test' ? { isTest: true } : {}),
    },
    held: isHeld ? held : undefined,
    ...(AGES[beginning] > 0
      ? { ageLimit: ADULT, fallback: { reference: reference('1'), amountMinor: MAXIMUM } }
      : {}),
  };
  const world: World = {
    policy,
    payment: 'none',
    money: NO_MONEY,
    past: [],
    hour: 'within',
    saidMinor: 0,
    isConfirmed: false,
    keys: [],
    flights: [],
    answers: [],
    readings: [],
    waits: [],
    device: isHeld ? 'asking' : 'idle',
    machineOrders: [],
    reports: [],
    asked: isHeld ? 1 : 0,
    askedMinor: isHeld ? PRICE : 0,
    vended: undefined,
    vendedMinor: 0,
    hasDropped: false,
    approvals: 0,
    stockTaken: 0,
    isDue: false,
    isExcused: false,
    customerAge: AGES[beginning],
    limitAge: 0,
    askedAge: 0,
    left: budget,
  };
  return tell(transition, { sale: { name: 'idle' }, saleNumber: -1, world }, fact).scene;
}

/** Breadth first over everything that can happen; stops at the first broken rule: the shortest story. */
export function explore(exploration: Exploration): Explored {
  const table = createHashTable();
  const parents = new IntList();
  const labels = new IntList();
  const texts = new Map<string, number>();
  const names: string[] = [];
  // Calm edges, for the question whether everything can still come to rest.
  const edges = new EdgeList();
  const ends: number[] = [];
  let transitions = 0;
  let depth = 0;

  function textOf(label: string): number {
    const known = texts.get(label);
    if (known !== undefined) return known;
    texts.set(label, names.length);
    return names.push(label) - 1;
  }

  function storyOf(state: number, last: string): readonly string[] {
    const story = [last];
    for (let at = state; at > 0; at = parents.at(at)) story.unshift(names[labels.at(at)] ?? '');
    return story;
  }

  function result(finding: Finding | undefined): Explored {
    return { states: table.size, transitions, depth, ends: ends.length, finding };
  }

  const first = start(exploration);
  table.add(keyOf(first));
  parents.push(0);
  labels.push(0);
  type Level = { readonly scene: Scene; readonly state: number }[];

  /** Goes every way from one scene; what is broken there, if anything. */
  function visit({ scene, state }: Level[number], next: Level): Finding | undefined {
    if (isAtRest(scene)) ends.push(state);
    for (const { label, isCalm, told } of movesOf(exploration.transition, scene)) {
      transitions += 1;
      const broken = told.broken ?? brokenRule(told.scene);
      if (broken !== undefined) return { broken, story: storyOf(state, label) };
      const added = table.add(keyOf(told.scene));
      const target = added < 0 ? -1 - added : added;
      if (isCalm) edges.push(state, target);
      if (added < 0) continue;
      parents.push(state);
      labels.push(textOf(label));
      next.push({ scene: told.scene, state: target });
    }
    return undefined;
  }

  for (let level: Level = [{ scene: first, state: 0 }]; level.length > 0; depth += 1) {
    const next: Level = [];
    for (const at of level) {
      const finding = visit(at, next);
      if (finding !== undefined) return result(finding);
    }
    level = next;
  }
  const stuck = firstStuck(table.size, edges, ends);
  if (stuck === undefined) return result(undefined);
  return result({ broken: salesComeToRest.broken, story: storyOf(stuck, '…') });
}

/** Backwards from every end over the calm edges: the first state that is never reached. */
function firstStuck(size: number, edges: EdgeList, ends: readonly number[]): number | undefined {
  const heads = new Int32Array(size).fill(-1);
  const following = new Int32Array(edges.length);
  for (let edge = 0; edge < edges.length; edge += 1) {
    const target = edges.to(edge);
    following[edge] = heads[target] ?? -1;
    heads[target] = edge;
  }
  const isReached = new Uint8Array(size);
  const queue = [...ends];
  for (const end of ends) isReached[end] = 1;
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    for (let edge = heads[state] ?? -1; edge !== -1; edge = following[edge] ?? -1) {
      const from = edges.from(edge);
      if (isReached[from] === 1) continue;
      isReached[from] = 1;
      queue.push(from);
    }
  }
  const stuck = isReached.indexOf(0);
  return stuck < 0 ? undefined : stuck;
}

import type { SaleEventKind } from '../sale/event.ts';
import { spreadsOf, type Spread } from './percentile.ts';

/** A sale from the scan to the released rest, step by step; each from one moment to the next. */
export const TIMED_STEPS = {
  /** The scan, until Vipps has the payment request. */
  request: ['customer.checkedIn', 'payment.created'],
  /** The customer reads and approves. */
  approve: ['payment.created', 'payment.authorized'],
  /** Until the machine shows that there is credit. */
  credit: ['payment.authorized', 'credit'],
  /** The customer chooses. */
  choose: ['credit', 'vend.requested'],
  /** Until the product has dropped. */
  drop: ['vend.requested', 'vend.succeeded'],
  charge: ['vend.succeeded', 'payment.captured'],
  release: ['payment.captured', 'payment.released'],
} as const satisfies Readonly<Record<string, readonly [Moment, Moment]>>;

export type TimedStep = keyof typeof TIMED_STEPS;

/** A fact of the journal, or the machine having shown the credit. */
export type Moment = SaleEventKind | 'credit';

/** When each moment of one sale was first seen, wall clock. */
export interface SaleMoments {
  readonly startedAtMs: number;
  readonly at: ReadonlyMap<Moment, number>;
}

/** One day of one step. */
export interface StepDay extends Spread {
  readonly dayMs: number;
}

export interface StepTimes {
  readonly step: TimedStep;
  /** Undefined: no sale went through it. */
  readonly all: Spread | undefined;
  /** Days with such a sale, oldest first. */
  readonly days: readonly StepDay[];
}

const DAY_MS = 24 * 3_600_000;

/** Undefined: a moment is missing, or the clock was set back between the two. */
function tookMs(sale: SaleMoments, step: TimedStep): number | undefined {
  const [from, to] = TIMED_STEPS[step];
  const fromMs = sale.at.get(from);
  const toMs = sale.at.get(to);
  if (fromMs === undefined || toMs === undefined || toMs < fromMs) return undefined;
  return toMs - fromMs;
}

function timesOf(
  step: TimedStep,
  sales: readonly SaleMoments[],
  dayOf: (atMs: number) => number,
): StepTimes {
  const all: number[] = [];
  const byDay = new Map<number, number[]>();
  for (const sale of sales) {
    const took = tookMs(sale, step);
    if (took === undefined) continue;
    all.push(took);
    const dayMs = dayOf(sale.startedAtMs);
    byDay.set(dayMs, [...(byDay.get(dayMs) ?? []), took]);
  }
  const days = [...byDay]
    .sort(([a], [b]) => a - b)
    .flatMap(([dayMs, values]) => spreadsOf(values).map((spread) => ({ dayMs, ...spread })));
  return { step, all: spreadsOf(all)[0], days };
}

/** How long each step takes. `offsetMs`: what is added to UTC where the machine stands; days begin at its midnight. */
export function stepTimes(sales: readonly SaleMoments[], offsetMs: number): readonly StepTimes[] {
  const dayOf = (atMs: number): number =>
    Math.floor((atMs + offsetMs) / DAY_MS) * DAY_MS - offsetMs;
  return STEP_NAMES.map((step) => timesOf(step, sales, dayOf));
}

const STEP_NAMES: readonly TimedStep[] = [
  'request',
  'approve',
  'credit',
  'choose',
  'drop',
  'charge',
  'release',
];

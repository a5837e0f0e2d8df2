import { BEFORE_CAPTURE_DEADLINE_MS, DEADLINES, ESCALATE_AFTER_MS } from '../time/deadlines.ts';
import { stay, type Step } from './define-transition.ts';
import type { SaleEffect } from './effect.ts';
import type { SaleEvent } from './event.ts';
import {
  openReservationMinor,
  type Capturing,
  type Releasing,
  type SaleState,
  type Verifying,
  type Withdrawing,
} from './state.ts';

/** A sale that is not settled yet. */
type Outstanding = Withdrawing | Capturing | Releasing | Verifying;

/** The longest timer. When the alert is due later, the timer starts again. */
const LONGEST_TIMER_MS = 24 * 3_600_000;

function isOutstanding(sale: SaleState): sale is Outstanding {
  return 'outstandingSinceMs' in sale && sale.name !== 'settled';
}

/** When to tell the next person, wall clock; undefined: everybody has been told. */
function nextWarningAtMs(sale: Outstanding): number | undefined {
  if (sale.warnings === 0) return sale.outstandingSinceMs + DEADLINES.settlementWarning;
  if (sale.warnings === 1) return sale.outstandingSinceMs + ESCALATE_AFTER_MS;
  if (sale.warnings > 2 || sale.captureByMs === undefined) return undefined;
  return sale.captureByMs - BEFORE_CAPTURE_DEADLINE_MS;
}

function warningDeadline(sale: Outstanding, atMs: number): readonly SaleEffect[] {
  const dueMs = nextWarningAtMs(sale);
  if (dueMs === undefined) return [];
  const afterMs = Math.min(Math.max(0, dueMs - atMs), LONGEST_TIMER_MS);
  return [{ kind: 'startDeadline', name: 'settlementWarning', afterMs }];
}

function alertOf(sale: Outstanding): SaleEffect {
  const target = sale.name === 'withdrawing' ? 0 : sale.targetMinor;
  const uncharged = target - sale.aggregate.capturedMinor;
  return {
    kind: 'alertOperator',
    alert: sale.warnings > 2 ? 'captureDeadlineNear' : 'settlementOverdue',
    reference: sale.reference,
    sinceMs: sale.outstandingSinceMs,
    amountMinor: Math.max(openReservationMinor(sale.aggregate), uncharged, 0),
    currency: sale.currency,
  };
}

/** The settlement is overdue: tells the technician first, then the operator. The sale keeps trying meanwhile. */
export function raiseOverdueAlert(sale: Outstanding, atMs: number): Step {
  const dueMs = nextWarningAtMs(sale);
  if (dueMs === undefined || atMs < dueMs) return stay(sale, warningDeadline(sale, atMs));
  const told = { ...sale, warnings: sale.warnings + 1 };
  const review: SaleEffect = {
    kind: 'addReview',
    reference: sale.reference,
    review: 'settlementOverdue',
    detail: sale.name,
  };
  return stay(told, [told.warnings === 1 ? review : alertOf(told), ...warningDeadline(told, atMs)]);
}

/** Watches how long a settlement takes, from one state to the next and across restarts. */
export function withOverdueAlerts(before: SaleState, step: Step, event: SaleEvent): Step {
  const { state } = step;
  const isRestarted = event.kind === 'kiosk.restarted';
  if (!isOutstanding(state) || (state.name === before.name && !isRestarted)) return step;
  const repeated = isRestarted && state.warnings > 1 ? [alertOf(state)] : [];
  return stay(state, [...step.effects, ...repeated, ...warningDeadline(state, event.atMs)]);
}

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

/** A sale whose money has not come to rest. */
type Outstanding = Withdrawing | Capturing | Releasing | Verifying;

/** A timer must not run longer; what is due later is looked at again. */
const LONGEST_WAIT_MS = 24 * 3_600_000;

function isOutstanding(sale: SaleState): sale is Outstanding {
  return 'outstandingSinceMs' in sale && sale.name !== 'settled';
}

/** When the next person is told, wall clock; undefined when everybody has been. */
function nextWarningAtMs(sale: Outstanding): number | undefined {
  if (sale.warnings === 0) return sale.outstandingSinceMs + DEADLINES.settlementWarning;
  if (sale.warnings === 1) return sale.outstandingSinceMs + ESCALATE_AFTER_MS;
  if (sale.warnings > 2 || sale.captureByMs === undefined) return undefined;
  return sale.captureByMs - BEFORE_CAPTURE_DEADLINE_MS;
}

function wait(sale: Outstanding, atMs: number): readonly SaleEffect[] {
  const dueMs = nextWarningAtMs(sale);
  if (dueMs === undefined) return [];
  const afterMs = Math.min(Math.max(0, dueMs - atMs), LONGEST_WAIT_MS);
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

/** A debt has grown old: the technician is told, then the operator. The trying goes on all the same. */
export function raiseOverdueAlert(sale: Outstanding, atMs: number): Step {
  const dueMs = nextWarningAtMs(sale);
  if (dueMs === undefined || atMs < dueMs) return stay(sale, wait(sale, atMs));
  const told = { ...sale, warnings: sale.warnings + 1 };
  const review: SaleEffect = {
    kind: 'addReview',
    reference: sale.reference,
    review: 'settlementOverdue',
    detail: sale.name,
  };
  return stay(told, [told.warnings === 1 ? review : alertOf(told), ...wait(told, atMs)]);
}

/** Every state in which money is owed keeps watch over its age, from one state to the next and over restarts. */
export function withOverdueAlerts(before: SaleState, step: Step, event: SaleEvent): Step {
  const { state } = step;
  const isRestarted = event.kind === 'kiosk.restarted';
  if (!isOutstanding(state) || (state.name === before.name && !isRestarted)) return step;
  const repeated = isRestarted && state.warnings > 1 ? [alertOf(state)] : [];
  return stay(state, [...step.effects, ...repeated, ...wait(state, event.atMs)]);
}

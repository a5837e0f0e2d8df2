import { isAtRest, tryScan, type Trouble } from './chaos.ts';
import type { House } from './house.ts';

/** What a customer intends to do. */
export interface Visitor {
  /** `late`: after the machine has stopped waiting. */
  readonly approves: 'yes' | 'no' | 'never' | 'late';
  /** Undefined: presses nothing. */
  readonly selection: string | undefined;
  /** A second customer scans while the machine is busy. */
  readonly hasCompany: boolean;
}

/** A trouble with its begin and end, in milliseconds from the start of the visit. */
export interface Incident {
  readonly trouble: Trouble;
  readonly fromMs: number;
  readonly toMs: number;
}

const STEP_MS = 250;
const LATE_MS = 125_000;
/** Longer than anything that keeps the machine from the next customer. */
const LONGEST_VISIT_MS = 600_000;

interface Mind {
  hasAnswered: boolean;
  hasPressed: boolean;
  hasCompanyScanned: boolean;
}

function attend(house: House, visitor: Visitor, mind: Mind, sinceMs: number): void {
  const request = house.vipps.listPending().at(-1);
  const isTime = visitor.approves !== 'late' || sinceMs > LATE_MS;
  if (request !== undefined && !mind.hasAnswered && visitor.approves !== 'never' && isTime) {
    mind.hasAnswered = true;
    if (visitor.approves === 'no') house.vipps.decline(request.reference);
    else house.vipps.approve(request.reference);
  }
  const canPress = house.machine.view().state === 'session';
  if (canPress && visitor.selection !== undefined && !mind.hasPressed) {
    mind.hasPressed = true;
    house.machine.press(visitor.selection);
  }
}

/**
 * One customer, from the scan until the machine is free again; settlement may continue. Incidents begin and end meanwhile.
 * @returns the names of the troubles
 */
export async function visit(
  house: House,
  visitor: Visitor,
  incidents: readonly Incident[],
): Promise<readonly string[]> {
  const beganMs = house.elapsedMs();
  const waiting = [...incidents].sort((one, two) => one.fromMs - two.fromMs);
  const present: Incident[] = [];
  const mind = { hasAnswered: false, hasPressed: false, hasCompanyScanned: false };
  let isScanned = false;
  for (;;) {
    const sinceMs = house.elapsedMs() - beganMs;
    for (const incident of present.filter((one) => one.toMs <= sinceMs)) {
      present.splice(present.indexOf(incident), 1);
      await incident.trouble.end(house);
    }
    for (const incident of waiting.filter((one) => one.fromMs <= sinceMs)) {
      waiting.splice(waiting.indexOf(incident), 1);
      present.push(incident);
      await incident.trouble.begin(house);
    }
    if (!isScanned) {
      isScanned = true;
      await tryScan(house);
    }
    attend(house, visitor, mind, sinceMs);
    if (visitor.hasCompany && !mind.hasCompanyScanned && sinceMs > 1_000) {
      mind.hasCompanyScanned = true;
      await tryScan(house);
    }
    const isFree = house.isOn() && house.kiosk().state === 'ready';
    const isOver = isFree && house.vipps.listPending().length === 0;
    if (isOver && present.length === 0) return incidents.map(({ trouble }) => trouble.name);
    if (isFree && house.elapsedMs() - beganMs > LONGEST_VISIT_MS) {
      return incidents.map(({ trouble }) => trouble.name);
    }
    if (house.elapsedMs() - beganMs > 3 * LONGEST_VISIT_MS) {
      throw new Error(`The machine is not free again.\n${house.log.tail(30)}`);
    }
    await house.advance(STEP_MS);
  }
}

/** Advances time until all money is settled and the machine is ready to sell. */
export async function rest(house: House, limitMs: number): Promise<void> {
  const endMs = house.elapsedMs() + limitMs;
  while (!isAtRest(house)) {
    if (house.elapsedMs() > endMs) {
      const open = house.ledger().filter((row) => row.open > 0 || row.state === 'CREATED');
      const sales = house.sales().filter((sale) => sale.state !== 'settled');
      throw new Error(
        `No rest: ${JSON.stringify({ open, sales, kiosk: house.isOn() ? house.kiosk().reasons : 'off' })}\n${house.log.tail(30)}`,
      );
    }
    await house.advance(1_000);
  }
}

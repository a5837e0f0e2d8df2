import type { StartedSale } from '../sale/state.ts';
import type { RunningSale, SaleStep, SaleStepName } from './snapshot.ts';
import { SALE_STEPS } from './snapshot.ts';

/** When each state of the running sale was first entered, wall clock. */
export type EnteredAt = ReadonlyMap<StartedSale['name'], number>;

const REACHED_BY: Readonly<Record<SaleStepName, readonly StartedSale['name'][]>> = {
  scanned: ['reserving'],
  approved: ['offering', 'vending'],
  chosen: ['vending'],
  dropped: ['capturing'],
  charged: ['releasing', 'verifying', 'settled'],
};

/** The sale as the screen shows it, step by step. */
export function runningSaleOf(
  sale: StartedSale,
  enteredAt: EnteredAt,
  deadlineAtMs: number | undefined,
): RunningSale {
  const wasCapturing = enteredAt.has('capturing');
  const stepAt = (step: SaleStepName): SaleStep => {
    const times = REACHED_BY[step].flatMap((state) => enteredAt.get(state) ?? []);
    const isReached = times.length > 0 && (step !== 'charged' || wasCapturing);
    return { step, atMs: isReached ? Math.min(...times) : undefined };
  };
  const chosen = 'vend' in sale ? sale.vend : 'held' in sale ? sale.held : undefined;
  return {
    reference: sale.reference,
    state: sale.name,
    steps: SALE_STEPS.map(stepAt),
    reservedMinor:
      sale.aggregate.authorizedMinor > 0 ? sale.aggregate.authorizedMinor : sale.requestedMinor,
    product: chosen?.product,
    selection: chosen?.selection,
    priceMinor: chosen?.priceMinor,
    deadlineAtMs,
  };
}

/** Notes that a sale is now in `state`; the first time counts. A new reference starts afresh. */
export function noteEntered(enteredAt: Map<StartedSale['name'], number>, sale: StartedSale): void {
  if (!enteredAt.has(sale.name)) enteredAt.set(sale.name, sale.sinceMs);
}

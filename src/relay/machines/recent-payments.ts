import type { CheckInStore, GrantedPayment } from '../store/ports/check-ins.ts';

/** Check-ins are kept for two days (store/retention.ts). A reservation that is older has long been settled or has expired. */
const RECENT_MS = 2 * 24 * 3_600_000;
/** The check-ins of all machines are read a quarter of an hour at a time, so that no customer waits for it. */
const WINDOW_MS = 15 * 60_000;

/** The payments that a machine was allowed to create lately, oldest first. */
export async function recentPayments(
  checkIns: Pick<CheckInStore, 'paymentsIn'>,
  machineId: string,
  nowMs: number,
): Promise<GrantedPayment[]> {
  const found: GrantedPayment[] = [];
  for (let fromMs = nowMs - RECENT_MS; fromMs <= nowMs; fromMs += WINDOW_MS) {
    found.push(...(await checkIns.paymentsIn({ machineId, fromMs, toMs: fromMs + WINDOW_MS })));
  }
  return found;
}

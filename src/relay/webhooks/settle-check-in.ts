import type { MachineLinks } from '../machines/machine-links.ts';
import type { CheckInStore, CheckInVerdict, OpenCheckIn } from '../store/ports/check-ins.ts';

interface SettleDeps {
  readonly store: Pick<CheckInStore, 'decide'>;
  readonly links: Pick<MachineLinks, 'voidCheckIn'>;
}

/**
 * Stores what the machine answered. Nobody will honour an acceptance that is not stored: the machine is told.
 * @returns the verdict that stands
 */
export async function settleCheckIn(
  { store, links }: SettleDeps,
  checkIn: OpenCheckIn,
  answer: CheckInVerdict,
): Promise<CheckInVerdict> {
  const { machineId, checkInId } = checkIn;
  let standing: CheckInVerdict | undefined;
  try {
    standing = await store.decide(checkIn, answer);
    return standing;
  } finally {
    if (answer.accepted && standing?.accepted !== true) links.voidCheckIn(machineId, checkInId);
  }
}

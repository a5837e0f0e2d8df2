import type { Clock, Log } from '#core/base/ports.ts';
import type { MachineLinks } from '../machines/machine-links.ts';
import { inBackground } from '../runtime/background.ts';
import type { CheckInStore, CheckInVerdict, OpenCheckIn } from '../store/ports/check-ins.ts';

interface SettleDeps {
  readonly store: Pick<CheckInStore, 'decide'>;
  readonly links: Pick<MachineLinks, 'voidCheckIn'>;
}

/** How often, and for how long, an acceptance is taken back. Then the machine has ended its offer by itself. */
const TAKE_BACK_EVERY_MS = 1_000;
const TAKE_BACK_FOR_MS = 600_000;

/**
 * Stores what the machine answered. When another verdict was first, the machine hears that its acceptance does not count.
 * Throws when the store cannot tell: then `takeBack` is due.
 * @returns the verdict that stands
 */
export async function settleCheckIn(
  { store, links }: SettleDeps,
  checkIn: OpenCheckIn,
  answer: CheckInVerdict,
): Promise<CheckInVerdict> {
  const standing = await store.decide(checkIn, answer);
  if (answer.accepted && !standing.accepted) {
    links.voidCheckIn(checkIn.machineId, checkIn.checkInId);
  }
  return standing;
}

interface TakeBackDeps {
  readonly store: Pick<CheckInStore, 'takeBack'>;
  readonly links: Pick<MachineLinks, 'voidCheckIn'>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * This process does not know what the store says, and told the customer of no acceptance. Refuses the check-in as soon as
 * the store is there, unless somebody else told the customer; then the machine hears it.
 */
export function takeBack(deps: TakeBackDeps, checkIn: OpenCheckIn, teller: string): void {
  const { store, links, clock, log } = deps;
  const { machineId, checkInId, atMs } = checkIn;
  const take = async (): Promise<void> => {
    if (await store.takeBack(checkIn, teller)) links.voidCheckIn(machineId, checkInId);
  };
  inBackground(take, (error) => {
    log.warn('relay.check-in-not-taken-back', { machineId, checkInId, error });
    if (clock.nowMs() - atMs > TAKE_BACK_FOR_MS) return;
    clock.setTimer(TAKE_BACK_EVERY_MS, () => {
      takeBack(deps, checkIn, teller);
    });
  });
}

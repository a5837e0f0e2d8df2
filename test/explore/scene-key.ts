import { listNumber, numberOfText } from './numbering.ts';
import type { Budget, Scene } from './world.ts';

function leftNumber(left: Budget): number {
  const { restarts, lostAnswers, refusals, losses, selections, foreign, refunds, warnings } = left;
  const { lies, stale, jumps } = left;
  const faults = restarts | (lostAnswers << 3) | (refusals << 6) | (losses << 9);
  const people = (selections << 12) | (foreign << 15) | (refunds << 18) | (warnings << 21);
  return faults | people | (lies << 24) | (stale << 26) | (jumps << 29);
}

const key = new Int32Array(20);

/** Two scenes with the same key have the same future. The array is used again for the next key. */
export function keyOf({ saleNumber, world }: Scene): Int32Array {
  const { hasDropped, isDue, isExcused, isConfirmed } = world;
  const flags =
    (hasDropped ? 1 : 0) | (isDue ? 2 : 0) | (isExcused ? 4 : 0) | (isConfirmed ? 8 : 0);
  key[0] = saleNumber;
  key[1] = numberOfText(`${world.payment} ${world.device} ${world.hour} ${world.vended ?? ''}`);
  key[2] = world.money.authorizedMinor;
  key[3] = world.money.capturedMinor;
  key[4] = world.money.cancelledMinor;
  key[5] = world.money.refundedMinor;
  key[6] = numberOfText(world.keys.join(' '));
  key[7] = listNumber(world.flights);
  key[8] = listNumber(world.answers);
  key[9] = numberOfText(world.waits.join(' '));
  key[10] = listNumber(world.machineOrders);
  key[11] = listNumber(world.reports);
  key[12] = (world.asked << 16) | world.askedMinor;
  key[13] = world.vendedMinor;
  key[14] = flags | (world.approvals << 4) | (world.stockTaken << 8);
  key[15] = leftNumber(world.left);
  key[16] = listNumber(world.readings);
  key[17] = listNumber(world.past);
  key[18] = world.saidMinor;
  key[19] = world.customerAge | (world.limitAge << 8) | (world.askedAge << 16);
  return key;
}

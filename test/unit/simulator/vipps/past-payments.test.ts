import { paymentReference, isMachineId } from '#core/base/ids.ts';
import { expect, test } from 'vitest';
import { createSimulatedVipps } from '../../../../src/simulator/vipps/simulated-vipps.ts';
import { createManualClock, START_MS } from './manual-clock.ts';
import { UNIT } from './vipps-world.ts';

const silent = (): undefined => undefined;

test('a payment of the past is known, can be refunded, and stands in no list of what was paid here', () => {
  const machineId = 'vm-0001';
  if (!isMachineId(machineId)) throw new RangeError(machineId);
  const reference = paymentReference(machineId, '01jd0000000000000000000000');
  const vipps = createSimulatedVipps({
    clock: createManualClock(),
    log: { debug: silent, info: silent, warn: silent, error: silent },
    salesUnits: [UNIT],
    past: [
      {
        reference,
        atMs: START_MS - 86_400_000,
        reservedMinor: 4_200,
        capturedMinor: 2_500,
        refundedMinor: 0,
      },
    ],
  });
  expect(vipps.ledger.rows()).toEqual([]);
  expect(vipps.ledger.row(reference)).toMatchObject({ captured: 2_500, released: 1_700, open: 0 });
  expect(vipps.control.actInPortal(reference, 'refund', 2_500)).toMatchObject({
    ok: true,
    value: { refunded: 2_500 },
  });
  vipps.close();
});

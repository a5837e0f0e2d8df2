import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RelayReport } from '../../../../src/relay/alerts/relay-report.ts';
import {
  createRefundLimit,
  type MachineRefund,
  type RefundLimit,
} from '../../../../src/relay/vipps/refund-limit.ts';
import { openRelayFixture, pass, UNIT, type RelayFixture } from '../relay-fixture.ts';

const ONE = 'vm-0001';
const DAY_MS = 24 * 3_600_000;
let relay: RelayFixture;
let limit: RefundLimit;
let reports: RelayReport[];
beforeEach(async () => {
  relay = await openRelayFixture([ONE]);
  reports = [];
  const { store, clock } = relay;
  limit = createRefundLimit({
    store: store.refunds,
    clock,
    report: (report) => reports.push(report),
  });
});
afterEach(() => relay.close());

function refund(
  idempotencyKey: string,
  amountMinor: number,
  dailyRefundCap?: number,
): MachineRefund {
  const unit = dailyRefundCap === undefined ? UNIT : { ...UNIT, dailyRefundCap };
  return { machineId: ONE, unit, reference: 'vm-0001-x', amountMinor, idempotencyKey };
}

test('refunds count up to the cap; the next one is refused, and the operator is told', async () => {
  expect(await limit.take(refund('a', 6_000, 10_000))).toBeUndefined();
  expect(await limit.take(refund('b', 4_000, 10_000))).toBeUndefined();
  expect(reports).toEqual([]);
  expect(await limit.take(refund('c', 1, 10_000))).toMatch(/dailyRefundCap/);
  expect(reports).toMatchObject([{ kind: 'refundsAboveCap', about: { machineId: ONE } }]);
});

test('without a cap in relay.json it is ten times the dearest sale', async () => {
  expect(await limit.take(refund('a', 200_000))).toBeUndefined();
  expect(await limit.take(refund('b', 1))).toMatch(/dailyRefundCap/);
});

test('the same refund under its key counts once, however often it comes', async () => {
  for (let time = 0; time < 3; time += 1) {
    expect(await limit.take(refund('a', 10_000, 10_000))).toBeUndefined();
  }
});

test('a refund that Vipps refused, and one of yesterday, count no more', async () => {
  await limit.take(refund('a', 10_000, 10_000));
  await limit.giveBack(refund('a', 10_000, 10_000));
  expect(await limit.take(refund('b', 10_000, 10_000))).toBeUndefined();
  await pass(relay.clock, DAY_MS);
  expect(await limit.take(refund('c', 10_000, 10_000))).toBeUndefined();
});

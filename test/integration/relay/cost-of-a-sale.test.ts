import { paymentPath, receiptPath, VIPPS_PATHS } from '#contract/vipps/calls.ts';
import { describePayment } from '#contract/vipps/description.ts';
import {
  buildCancelRequest,
  buildCreatePaymentRequest,
  buildModificationRequest,
} from '#contract/vipps/epayment.ts';
import { buildReceipt } from '#contract/vipps/receipt.ts';
import { expect, test } from 'vitest';
import { openCountingStore, type Counts } from '../../support/counting-database.ts';
import type { OpenStore } from '../../support/relay-on-store.ts';
import { until } from '../../unit/main/gateway/stand-in-relay.ts';
import { MACHINE_A, withRelay, type Answer, type RelayWorld } from './relay-world.ts';

const SALES = 5;
/** Verdict, payment, and four events. */
const COMMITS = 6;
/** The machine of the scan and of six calls, and the check-in once. */
const READS = 8;

type Machine = Awaited<ReturnType<RelayWorld['connect']>>;

interface Visit {
  readonly machine: Machine;
  readonly reference: string;
}

/** The machine acknowledges each event when it has it. */
async function hear({ machine, reference }: Visit, name: string): Promise<void> {
  const find = () =>
    machine.heard.find(({ event }) => {
      const values = typeof event === 'object' && event !== null ? Object.values(event) : [];
      return values.includes(reference) && values.includes(name);
    });
  await until(() => find() !== undefined, name);
  machine.send({ type: 'ack', sequence: find()?.['sequence'] });
}

function call(world: RelayWorld, path: string, body?: unknown): Promise<Answer> {
  return world.gateway(MACHINE_A, { method: body === undefined ? 'GET' : 'POST', path, body });
}

async function sell(world: RelayWorld, visit: Visit): Promise<void> {
  const { machine, reference } = visit;
  const before = machine.heard.length;
  expect((await world.vipps.scan(MACHINE_A, { ageYears: 40 })).status).toBe(200);
  const given = machine.heard.slice(before).find(({ type }) => type === 'checkIn');
  const amount = { amountMinor: 5_000, currency: 'NOK' } as const;
  const create = buildCreatePaymentRequest({
    ...{ reference, userFlow: 'PUSH_MESSAGE', machineId: MACHINE_A, ...amount },
    customerToken: String(given?.['customerToken']),
    description: describePayment({ ...amount, market: 'NO', isExactPrice: false }),
  });
  expect((await call(world, VIPPS_PATHS.payments, create)).status).toBe(201);
  await hear(visit, 'CREATED');
  world.vipps.approve(reference);
  await hear(visit, 'AUTHORIZED');
  expect((await call(world, paymentPath(reference))).status).toBe(200);
  await call(world, paymentPath(reference, 'capture'), buildModificationRequest(3_000, 'NOK'));
  await hear(visit, 'CAPTURED');
  await call(world, paymentPath(reference, 'cancel'), buildCancelRequest(false));
  await hear(visit, 'CANCELLED');
  expect((await call(world, paymentPath(reference))).status).toBe(200);
  const receipt = buildReceipt({
    ...{ currency: 'NOK', productName: 'Cola', productId: '1', priceMinor: 3_000 },
    ...{ vatRateHundredths: 1_500, machineId: MACHINE_A, receiptNumber: reference },
  });
  expect((await call(world, receiptPath(reference), receipt)).status).toBe(201);
}

test('a sale costs one commit for the verdict, one for the payment and one for each event', async () => {
  const counts: Counts = { commits: 0, writes: [], reads: [] };
  const open: OpenStore = (database, clock, log) =>
    Promise.resolve(openCountingStore(database, counts, { clock, log }));
  await withRelay({ open }, async (world) => {
    const machine = await world.connect(MACHINE_A);
    await world.pass(100);
    Object.assign(counts, { commits: 0, writes: [], reads: [] });
    for (let sale = 0; sale < SALES; sale += 1) {
      await sell(world, {
        machine,
        reference: `${MACHINE_A}-01k${String(sale).padStart(23, '0')}`,
      });
    }
    // Acknowledgements of a tenth of a second are written together; the clock of this relay stands still.
    expect(counts.commits).toBeLessThanOrEqual(SALES * COMMITS + 1);
    expect(counts.writes.length).toBeLessThanOrEqual(SALES * COMMITS + 1);
    expect(counts.reads.length).toBeLessThanOrEqual(SALES * READS);
  });
});

import { expect, it } from 'vitest';
import type { RelayConfig } from '../../../src/relay/config/relay-config.ts';
import type { CheckId, CheckState } from '../../../src/relay/operator/finding.ts';
import { tryPayment, type TrialResult } from '../../../src/relay/operator/payment-trial.ts';
import type { BehaviourName, BehaviourOptions } from '../../../src/simulator/vipps/behaviours.ts';
import { withCheck, type CheckWorld } from './check-world.ts';

function tryIn({ units }: CheckWorld): Promise<TrialResult> {
  const [unit] = units.all;
  if (unit === undefined) throw new Error('No unit.');
  return tryPayment(unit, { phone: '4712345678', wait: () => Promise.resolve() });
}

interface Fault {
  readonly name: string;
  readonly behaviour?: readonly [name: BehaviourName, options: BehaviourOptions];
  readonly unit?: Partial<RelayConfig['salesUnits'][number]>;
  readonly environment?: 'production';
  readonly id: CheckId;
  readonly state?: CheckState;
  readonly sentence: RegExp;
  /** Open at Vipps afterwards, minor units; default none. */
  readonly captured?: number;
}

const FAULTS: readonly Fault[] = [
  {
    name: 'PUSH_MESSAGE is not allowed',
    behaviour: ['push-not-allowed', {}],
    id: 'payment.create',
    sentence: /5080.*set WEB_REDIRECT/,
  },
  {
    name: 'the currency of another market',
    unit: { market: 'DK' },
    id: 'payment.create',
    sentence: /5040.*market in relay\.json/,
  },
  {
    name: 'a phone number that nobody has',
    behaviour: ['refuse-with', { operation: 'create', code: '7010' }],
    id: 'payment.create',
    sentence: /7010.*no test user’s/,
  },
  {
    name: 'Vipps answers nothing',
    behaviour: ['connection-reset', { operation: 'create' }],
    id: 'payment.create',
    sentence: /gives no answer \(Vipps is unreachable\)/,
  },
  {
    name: 'the force approve is refused',
    behaviour: ['refuse-with', { operation: 'approve', code: '10010' }],
    id: 'payment.approve',
    sentence: /10010.*approved one payment by hand/,
  },
  {
    name: 'there is no force approve',
    environment: 'production',
    id: 'payment.approve',
    sentence: /404/,
  },
  {
    name: 'the payment cannot be read',
    behaviour: ['status-500', { operation: 'get' }],
    id: 'payment.authorized',
    sentence: /answers 500/,
  },
  {
    name: 'no partial capture',
    behaviour: ['partial-capture-refused', {}],
    id: 'payment.capture',
    sentence: /6140.*set partialCapture to false/,
  },
  {
    name: 'the bank let the money go',
    behaviour: ['funds-unavailable', {}],
    id: 'payment.capture',
    sentence: /6260/,
  },
  {
    name: 'the rest is not released',
    behaviour: ['cancel-while-processing', {}],
    id: 'payment.release',
    sentence: /6250/,
    captured: 400,
  },
  {
    name: 'no Order Management in the test environment',
    behaviour: ['receipt-refused', { status: 404 }],
    id: 'payment.receipt',
    state: 'warning',
    sentence: /set orderManagement to false/,
    captured: 400,
  },
  {
    name: 'a receipt that is refused',
    behaviour: ['receipt-refused', {}],
    id: 'payment.receipt',
    sentence: /answers 400/,
    captured: 400,
  },
  {
    name: 'a refund that is refused',
    behaviour: ['refuse-with', { operation: 'refund', code: '5100' }],
    id: 'payment.refund',
    sentence: /refund RelayCheck-\w+ in the business portal/,
    captured: 400,
  },
  {
    name: 'sums that lag behind',
    behaviour: ['slow-aggregate', { operation: 'get', afterMs: 600_000 }],
    id: 'payment.sums',
    sentence: /instead of 1000, 400, 600, 400/,
    captured: 400,
  },
];

it.each(FAULTS)('names $name', async (fault) => {
  const { behaviour, unit, id, state = 'mustFix', sentence, captured = 0 } = fault;
  const environment = fault.environment ?? 'test';
  await withCheck({ environment, ...(unit === undefined ? {} : { unit }) }, async (world) => {
    if (behaviour !== undefined) world.vipps.setBehaviour(...behaviour);
    const { findings } = await tryIn(world);
    const wrong = findings.filter((one) => ['mustFix', 'warning'].includes(one.state));
    expect(wrong[0]).toMatchObject({ id, state, sentence: expect.stringMatching(sentence) });
    const rows = world.vipps.listPayments();
    expect(rows.reduce((sum, row) => sum + row.captured, 0)).toBe(captured);
    // Nothing stays reserved behind a failed trial, unless Vipps refuses the release itself.
    if (behaviour?.[0] !== 'cancel-while-processing') {
      expect(rows.map(({ open }) => open).filter((open) => open > 0)).toEqual([]);
    }
  });
});

it('captures the whole where a part cannot be captured, and sends no receipt where there is none', async () => {
  const unit = { partialCapture: false, orderManagement: false };
  await withCheck({ environment: 'test', unit }, async (world) => {
    const { findings } = await tryIn(world);
    expect(
      findings.filter(({ state }) => state !== 'ok').map(({ id, state }) => [id, state]),
    ).toEqual([
      ['payment.release', 'notTried'],
      ['payment.receipt', 'notTried'],
    ]);
    expect(world.vipps.listPayments().find((row) => row.captured > 0)).toMatchObject({
      ...{ captured: 1_000, refunded: 1_000, released: 0 },
    });
  });
});

it('says which step was the last', async () => {
  await withCheck({ environment: 'test' }, async (world) => {
    world.vipps.setBehaviour('refuse-with', { operation: 'approve', code: '10010' });
    const { findings } = await tryIn(world);
    expect(findings.map(({ id, state }) => [id, state])).toEqual([
      ['payment.create', 'ok'],
      ['payment.again', 'ok'],
      ['payment.approve', 'mustFix'],
      ['payment.capture', 'notTried'],
      ['payment.release', 'notTried'],
      ['payment.receipt', 'notTried'],
      ['payment.refund', 'notTried'],
      ['payment.sums', 'notTried'],
    ]);
  });
});

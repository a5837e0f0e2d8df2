import { checkInEventSchema, type CheckInEvent } from '#contract/vipps/webhook-events.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CheckInVerdict } from '../../../../src/relay/machines/open-check-ins.ts';
import { checkInIdOf } from '../../../../src/relay/runtime/secrets.ts';
import { createCheckIns, type CheckIns } from '../../../../src/relay/webhooks/check-ins.ts';
import { openRelayFixture, pass, type RelayFixture } from '../relay-fixture.ts';

const ONE = 'vm-0001';
let relay: RelayFixture;
let asked: string[];
let granted: string[];
let answer: () => Promise<CheckInVerdict>;
let checkIns: CheckIns;
beforeEach(async () => {
  relay = await openRelayFixture([ONE]);
  asked = [];
  granted = [];
  answer = () => Promise.resolve({ accepted: true });
  const { store, clock, log } = relay;
  checkIns = createCheckIns({
    machines: store.machines,
    links: {
      onScan: () => undefined,
      isConnected: () => true,
      askCheckIn: (_machineId, { checkInId }) => {
        expect(granted).toContain(checkInId);
        asked.push(checkInId);
        return answer();
      },
    },
    grants: { give: (_machineId, checkInId) => granted.push(checkInId) },
    clock,
    log,
  });
});
afterEach(() => relay.close());

function event(token: string, merchantQrId = ONE): CheckInEvent {
  const initiatedAt = new Date(relay.clock.nowMs()).toISOString();
  return checkInEventSchema.parse({ customerToken: token, merchantQrId, initiatedAt });
}

test('copies of one check-in ask the machine once and get one answer', async () => {
  const [first, second] = await Promise.all([
    checkIns.decide(event('t'), '123456'),
    checkIns.decide(event('t'), '123456'),
  ]);
  expect(first).toEqual({ accepted: true });
  expect(second).toEqual(first);
  answer = () => Promise.resolve({ accepted: false, reason: 'busy' });
  expect(await checkIns.decide(event('t'), '123456')).toEqual(first);
  expect(asked).toEqual([checkInIdOf('t')]);
});

test('a machine of another sales unit, or of none, is unknown and is not asked', async () => {
  const unknown = { accepted: false, reason: 'unknown-machine' };
  expect(await checkIns.decide(event('t'), '654321')).toEqual(unknown);
  expect(await checkIns.decide(event('u', 'vm-0009'), '123456')).toEqual(unknown);
  expect([asked, granted]).toEqual([[], []]);
});

test('a question that failed is asked again by the next copy', async () => {
  answer = () => Promise.reject(new Error('broken'));
  await expect(checkIns.decide(event('t'), '123456')).rejects.toThrow('broken');
  answer = () => Promise.resolve({ accepted: true });
  expect(await checkIns.decide(event('t'), '123456')).toEqual({ accepted: true });
});

test('an answer is remembered for longer than a customer’s token lives', async () => {
  await checkIns.decide(event('t'), '123456');
  await pass(relay.clock, 19 * 60_000);
  await checkIns.decide(event('t'), '123456');
  expect(asked).toHaveLength(1);
});

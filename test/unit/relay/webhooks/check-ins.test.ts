import { checkInEventSchema, type CheckInEvent } from '#contract/vipps/webhook-events.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { checkInIdOf } from '../../../../src/relay/runtime/secrets.ts';
import type { CheckInVerdict, OpenCheckIn } from '../../../../src/relay/store/ports/check-ins.ts';
import { createLoneProcess } from '../../../../src/relay/cluster/cluster.ts';
import { createRemoteCheckIns } from '../../../../src/relay/webhooks/remote-check-ins.ts';
import { createCheckIns, type CheckIns } from '../../../../src/relay/webhooks/check-ins.ts';
import { openRelayFixture, pass, type RelayFixture } from '../relay-fixture.ts';

const ONE = 'vm-0001';
let relay: RelayFixture;
let asked: string[];
let voided: string[];
let answer: () => Promise<CheckInVerdict>;
let checkIns: CheckIns;
beforeEach(async () => {
  relay = await openRelayFixture([ONE]);
  asked = [];
  voided = [];
  answer = () => Promise.resolve({ accepted: true });
  const { store, clock, log } = relay;
  const cluster = createLoneProcess(clock);
  const links: Parameters<typeof createRemoteCheckIns>[0]['links'] & { onScan: () => void } = {
    onScan: () => undefined,
    isConnected: () => true,
    holderOf: () => Promise.resolve(undefined),
    askCheckIn: async (machineId, { checkInId }) => {
      // The row is there first, because the machine may create its payment at once.
      expect(await store.checkIns.find({ machineId, checkInId })).toBeDefined();
      asked.push(checkInId);
      return answer();
    },
    voidCheckIn: (_machineId, checkInId) => voided.push(checkInId),
  };
  const { machines } = store;
  const remote = createRemoteCheckIns({
    ...{ cluster, links, machines, store: store.checkIns, units: relay.units, log },
  });
  checkIns = createCheckIns({
    ...{ machines, links, remote, store: store.checkIns, processId: 'p', clock, log },
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
  expect(asked).toEqual([]);
  const standing = relay.store.checkIns.find({ machineId: ONE, checkInId: checkInIdOf('t') });
  expect(await standing).toBeUndefined();
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

/** As another process, or this one after a restart, would write it. */
function other(token: string): OpenCheckIn {
  const atMs = relay.clock.nowMs();
  const checkInId = checkInIdOf(token);
  return { machineId: ONE, checkInId, atMs, answerByMs: atMs + 1_500, askedBy: 'q' };
}

test('a verdict that stands already is the answer: the machine is not asked, and a late acceptance is taken back', async () => {
  const refusal = { accepted: false, reason: 'busy' } as const;
  await relay.store.checkIns.decide(other('t'), refusal);
  expect(await checkIns.decide(event('t'), '123456')).toEqual(refusal);
  expect(asked).toEqual([]);
  answer = async () => {
    await relay.store.checkIns.decide(other('u'), refusal);
    return { accepted: true };
  };
  expect(await checkIns.decide(event('u'), '123456')).toEqual(refusal);
  expect(voided).toEqual([checkInIdOf('u')]);
});

test('a copy waits for the verdict of the first; without one in time it is refused', async () => {
  await relay.store.checkIns.open(other('t'));
  const copy = checkIns.decide(event('t'), '123456');
  await pass(relay.clock, 300);
  await relay.store.checkIns.decide(other('t'), { accepted: true });
  await pass(relay.clock, 200);
  expect(await copy).toEqual({ accepted: true });
  await relay.store.checkIns.open(other('u'));
  const late = checkIns.decide(event('u'), '123456');
  await pass(relay.clock, 1_700);
  expect(await late).toEqual({ accepted: false, reason: 'no-answer' });
  expect(asked).toEqual([]);
});

test('a store that is slow does not keep the customer waiting; what is accepted too late is taken back', async () => {
  let go: (verdict: CheckInVerdict) => void = () => undefined;
  answer = () =>
    new Promise((resolve) => {
      go = resolve;
    });
  const refused = expect(checkIns.decide(event('t'), '123456')).rejects.toMatchObject({
    code: 'store/unreachable',
  });
  await pass(relay.clock, 2_000);
  await refused;
  expect(voided).toEqual([]);
  go({ accepted: true });
  await pass(relay.clock, 1);
  await pass(relay.clock, 1);
  expect(voided).toEqual([checkInIdOf('t')]);
  expect(await checkIns.decide(event('t'), '123456')).toEqual({
    accepted: false,
    reason: 'no-answer',
  });
});

test('of two copies the first comes too late: the second gets the same refusal', async () => {
  let go: (verdict: CheckInVerdict) => void = () => undefined;
  answer = () =>
    new Promise((resolve) => {
      go = resolve;
    });
  const late = expect(checkIns.decide(event('t'), '123456')).rejects.toThrow('not decided in time');
  await pass(relay.clock, 1_000);
  const second = expect(checkIns.decide(event('t'), '123456')).rejects.toThrow('not decided');
  await pass(relay.clock, 2_000);
  await late;
  await second;
  go({ accepted: true });
  await pass(relay.clock, 1);
  await pass(relay.clock, 1);
  expect(voided).toEqual([checkInIdOf('t')]);
});

test.each(['decide', 'tell'] as const)(
  'the store fails in %s: the acceptance is taken back when the store is there again',
  async (step) => {
    const { checkIns: store } = relay.store;
    const failing = vi.spyOn(store, step).mockRejectedValue(new Error('away'));
    const again = vi.spyOn(store, 'takeBack').mockRejectedValueOnce(new Error('away'));
    await expect(checkIns.decide(event('t'), '123456')).rejects.toThrow('away');
    await pass(relay.clock, 500);
    expect(voided).toEqual([]);
    failing.mockRestore();
    await pass(relay.clock, 1_000);
    expect(again).toHaveBeenCalledTimes(2);
    expect(voided).toEqual([checkInIdOf('t')]);
    const standing = await store.find({ machineId: ONE, checkInId: checkInIdOf('t') });
    expect(standing?.verdict).toEqual({ accepted: false, reason: 'no-answer' });
  },
);

test('an acceptance that another process told the customer is not taken back', async () => {
  const { checkIns: store } = relay.store;
  const real = store.tell.bind(store);
  vi.spyOn(store, 'tell').mockImplementationOnce(async (checkIn, telling) => {
    await real(checkIn, telling);
    // Another process answers its copy, and this one never hears that its write was done.
    await real(checkIn, { ...telling, teller: 'another process' });
    throw new Error('away');
  });
  await expect(checkIns.decide(event('t'), '123456')).rejects.toThrow('away');
  await pass(relay.clock, 2_000);
  expect(voided).toEqual([]);
});

test('an acceptance that was taken back meanwhile is not told', async () => {
  vi.spyOn(relay.store.checkIns, 'tell').mockResolvedValueOnce(false);
  const refused = { accepted: false, reason: 'no-answer' };
  expect(await checkIns.decide(event('t'), '123456')).toEqual(refused);
  expect(voided).toEqual([checkInIdOf('t')]);
});

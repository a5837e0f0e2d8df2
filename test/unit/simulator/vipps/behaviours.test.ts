import { describe, expect, test } from 'vitest';
import {
  BEHAVIOURS,
  createBehaviours,
  isBehaviourName,
} from '../../../../src/simulator/vipps/behaviours.ts';
import { withVipps } from './vipps-world.ts';

const REFERENCE = 'vm0001-aaaa';

describe('a behaviour', () => {
  test('applies as often as it is told, or until it is cleared', () => {
    const behaviours = createBehaviours();
    behaviours.set('webhook-twice', { times: 2 });
    behaviours.set('hang');
    expect(behaviours.list()).toHaveLength(2);
    const taken = [1, 2, 3].map(() => behaviours.take('webhook-twice') !== undefined);
    expect(taken).toStrictEqual([true, true, false]);
    expect(behaviours.take('hang', 'get')).toStrictEqual({});
    expect(behaviours.take('hang', 'get')).toStrictEqual({});
    behaviours.clear('hang');
    expect(behaviours.take('hang', 'get')).toBeUndefined();
  });

  test('can be for one call only', () => {
    const behaviours = createBehaviours();
    behaviours.set('status-503', { operation: 'capture' });
    behaviours.set('status-503', { operation: 'create', times: 1 });
    expect(behaviours.take('status-503', 'get')).toBeUndefined();
    expect(behaviours.take('status-503', 'create')).toBeDefined();
    expect(behaviours.take('status-503', 'create')).toBeUndefined();
    expect(behaviours.take('status-503', 'capture')).toBeDefined();
    behaviours.clear();
    expect(behaviours.list()).toStrictEqual([]);
  });

  test('has a name of the table', () => {
    expect(isBehaviourName('webhook-lost')).toBe(true);
    expect(isBehaviourName('toString')).toBe(false);
    expect(Object.values(BEHAVIOURS).every((text) => text.length > 20)).toBe(true);
  });
});

describe('calls', () => {
  test.each([
    ['status-401', 401],
    ['status-423', 423],
    ['status-429', 429],
    ['status-500', 500],
    ['status-503', 503],
  ] as const)(
    '%s refuses without doing anything, and the same key works afterwards',
    (name, status) =>
      withVipps(async ({ authorized, capture, get, vipps }) => {
        await authorized(REFERENCE);
        vipps.control.setBehaviour(name, { operation: 'capture', times: 1, retryAfterSeconds: 3 });
        const refused = await capture(REFERENCE, 100, 'k');
        expect(refused.status).toBe(status);
        expect(refused.headers.get('retry-after')).toBe(status === 429 ? '3' : null);
        expect((await get(REFERENCE)).aggregate.capturedAmount.value).toBe(0);
        expect((await capture(REFERENCE, 100, 'k')).status).toBe(200);
      }),
  );

  test('answer-lost-after-work: the money has moved, and the same key tells so', () =>
    withVipps(async ({ authorized, capture, get, vipps }) => {
      await authorized(REFERENCE);
      vipps.control.setBehaviour('answer-lost-after-work', { operation: 'capture', times: 1 });
      await expect(capture(REFERENCE, 100, 'k')).rejects.toThrow();
      expect((await get(REFERENCE)).aggregate.capturedAmount.value).toBe(100);
      expect((await capture(REFERENCE, 100, 'k')).status).toBe(200);
      expect((await get(REFERENCE)).aggregate.capturedAmount.value).toBe(100);
    }));

  test('answer-lost-after-work on a create: the same key works although the token is used up', () =>
    withVipps(async ({ create, scan, vipps }) => {
      const customerToken = await scan();
      vipps.control.setBehaviour('answer-lost-after-work', { operation: 'create', times: 1 });
      await expect(create(REFERENCE, { customerToken }, { key: 'k' })).rejects.toThrow();
      expect((await create(REFERENCE, { customerToken }, { key: 'k' })).status).toBe(201);
      expect((await create(REFERENCE, { customerToken }, { key: 'other' })).code).toBe('4150');
    }));

  test('hang: nothing is done while the call hangs, and a second one is told that it is locked', () =>
    withVipps(async ({ authorized, capture, cancel, get, vipps, clock }) => {
      await authorized(REFERENCE);
      vipps.control.setBehaviour('hang', { operation: 'capture', times: 1, afterMs: 5000 });
      const hanging = capture(REFERENCE, 100);
      await expect.poll(() => vipps.control.listBehaviours()).toStrictEqual([]);
      expect((await cancel(REFERENCE)).status).toBe(423);
      expect((await get(REFERENCE)).aggregate.capturedAmount.value).toBe(0);
      clock.advance(5000);
      expect((await hanging).status).toBe(200);
    }));

  test('answer-lost-after-work with a time: the answer only comes later', () =>
    withVipps(async ({ authorized, capture, get, vipps, clock }) => {
      await authorized(REFERENCE);
      const late = { operation: 'capture', times: 1, afterMs: 20_000 } as const;
      vipps.control.setBehaviour('answer-lost-after-work', late);
      const waiting = capture(REFERENCE, 100, 'k');
      await expect.poll(() => vipps.control.listBehaviours()).toStrictEqual([]);
      expect((await get(REFERENCE)).aggregate.capturedAmount.value).toBe(100);
      expect((await capture(REFERENCE, 100, 'k')).status).toBe(200);
      clock.advance(20_000);
      expect((await waiting).status).toBe(200);
    }));

  test('hang: a caller who gives up leaves the payment free for the same key', () =>
    withVipps(async ({ authorized, call, capture, vipps }) => {
      await authorized(REFERENCE);
      vipps.control.setBehaviour('hang', { operation: 'capture', times: 1 });
      const giveUp = new AbortController();
      const hanging = call('POST', `/epayment/v1/payments/${REFERENCE}/capture`, {
        body: { modificationAmount: { currency: 'NOK', value: 100 } },
        key: 'k',
        signal: giveUp.signal,
      });
      await expect.poll(() => vipps.control.listBehaviours()).toStrictEqual([]);
      giveUp.abort();
      await expect(hanging).rejects.toThrow();
      const freed = (): boolean => vipps.control.listCalls().at(-1)?.operation === 'capture';
      await expect.poll(freed).toBe(true);
      expect((await capture(REFERENCE, 100, 'k')).status).toBe(200);
    }));

  test('hang without an end breaks when the simulation is closed', () =>
    withVipps(async ({ authorized, capture, vipps }) => {
      await authorized(REFERENCE);
      vipps.control.setBehaviour('hang', { operation: 'capture', times: 1 });
      const hanging = capture(REFERENCE, 100);
      await expect.poll(() => vipps.control.listBehaviours()).toStrictEqual([]);
      vipps.close();
      await expect(hanging).rejects.toThrow();
    }));

  test('a hanging token is no token', () =>
    withVipps(async ({ token, vipps, clock }) => {
      vipps.control.setBehaviour('hang', { operation: 'token', times: 1, afterMs: 1000 });
      const hanging = token();
      await expect.poll(() => vipps.control.listBehaviours()).toStrictEqual([]);
      clock.advance(1000);
      expect((await hanging).expiresInSeconds).toBe(3600);
    }));
});

describe('refusals', () => {
  test('push-not-allowed', () =>
    withVipps(async ({ create, vipps }) => {
      vipps.control.setBehaviour('push-not-allowed', { times: 1 });
      expect((await create(REFERENCE)).code).toBe('5080');
      expect((await create(REFERENCE)).status).toBe(201);
    }));

  test('partial-capture-refused lets the whole amount pass', () =>
    withVipps(async ({ authorized, capture, vipps }) => {
      await authorized(REFERENCE);
      vipps.control.setBehaviour('partial-capture-refused');
      expect((await capture(REFERENCE, 4999)).code).toBe('6140');
      expect((await capture(REFERENCE, 5000)).status).toBe(200);
    }));

  test('funds-unavailable stays with its key, unless told otherwise', () =>
    withVipps(async ({ authorized, capture, vipps }) => {
      await authorized(REFERENCE);
      vipps.control.setBehaviour('funds-unavailable', { times: 1 });
      expect((await capture(REFERENCE, 100, 'a')).code).toBe('6260');
      expect((await capture(REFERENCE, 100, 'a')).code).toBe('6260');
      vipps.control.setBehaviour('funds-unavailable', { times: 1, sticks: false });
      expect((await capture(REFERENCE, 100, 'b')).code).toBe('6260');
      expect((await capture(REFERENCE, 100, 'b')).status).toBe(200);
    }));

  test('capture-failed may be tried again with the same key', () =>
    withVipps(async ({ authorized, capture, vipps }) => {
      await authorized(REFERENCE);
      vipps.control.setBehaviour('capture-failed', { times: 1 });
      expect((await capture(REFERENCE, 100, 'a')).code).toBe('6280');
      expect((await capture(REFERENCE, 100, 'a')).status).toBe(200);
    }));

  test('cancel-while-processing', () =>
    withVipps(async ({ create, cancel, vipps }) => {
      await create(REFERENCE);
      vipps.control.setBehaviour('cancel-while-processing', { times: 1 });
      expect((await cancel(REFERENCE, true)).code).toBe('6250');
      expect((await cancel(REFERENCE, true)).status).toBe(200);
    }));
});

describe('the customer', () => {
  test('late-approval beats the withdrawal', () =>
    withVipps(async ({ create, cancel, get, vipps }) => {
      await create(REFERENCE);
      vipps.control.setBehaviour('late-approval', { times: 1 });
      expect(vipps.control.approve(REFERENCE)).toStrictEqual({ ok: true, value: 'held' });
      expect((await get(REFERENCE)).state).toBe('CREATED');
      expect((await cancel(REFERENCE, true)).code).toBe('6060');
      expect((await get(REFERENCE)).state).toBe('AUTHORIZED');
    }));

  test('late-approval with a time comes that much later, or not at all after a withdrawal', () =>
    withVipps(async ({ create, cancel, get, vipps, clock }) => {
      vipps.control.setBehaviour('late-approval', { afterMs: 30_000 });
      await create(REFERENCE);
      await create('vm0001-bbbb');
      vipps.control.approve(REFERENCE);
      vipps.control.approve('vm0001-bbbb');
      await cancel('vm0001-bbbb', true);
      clock.advance(30_000);
      expect((await get(REFERENCE)).state).toBe('AUTHORIZED');
      expect((await get('vm0001-bbbb')).state).toBe('TERMINATED');
    }));
});

import { expect, test } from 'vitest';
import { createPaymentQueue } from '../../../../src/main/gateway/payment-queue.ts';

test('orders for one payment run one after another, those for another one beside them', async () => {
  const queue = createPaymentQueue();
  const seen: string[] = [];
  let clearHeldSelection: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    clearHeldSelection = resolve;
  });
  const first = queue.run('a', async () => {
    await gate;
    seen.push('first');
  });
  const second = queue.run('a', () => {
    seen.push('second');
    return Promise.resolve();
  });
  await queue.run('b', () => {
    seen.push('other');
    return Promise.resolve();
  });
  expect(seen).toEqual(['other']);
  clearHeldSelection();
  await Promise.all([first, second]);
  expect(seen).toEqual(['other', 'first', 'second']);
});

test('an order that fails does not hold up the next', async () => {
  const queue = createPaymentQueue();
  const broken = queue.run('a', () => Promise.reject(new Error('broken')));
  const next = queue.run('a', () => Promise.resolve('done'));
  await expect(broken).rejects.toThrow('broken');
  expect(await next).toBe('done');
});

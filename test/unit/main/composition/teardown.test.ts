import { expect, test } from 'vitest';
import { createTeardown, withTeardown } from '../../../../src/main/composition/teardown.ts';

test('closes in reverse order, each step once, and waits for each', async () => {
  const closed: string[] = [];
  const teardown = createTeardown();
  teardown.add(() => void closed.push('store'));
  teardown.add(async () => {
    await Promise.resolve();
    closed.push('link');
  });
  await teardown.run();
  await teardown.run();
  expect(closed).toEqual(['link', 'store']);
});

test('a step that fails keeps no other from being tried; the first error is thrown', async () => {
  const closed: string[] = [];
  const teardown = createTeardown();
  teardown.add(() => void closed.push('store'));
  teardown.add(() => {
    throw new Error('the second');
  });
  teardown.add(() => Promise.reject(new Error('the first')));
  await expect(teardown.run()).rejects.toThrow('the first');
  expect(closed).toEqual(['store']);
});

test('a start that fails half-way closes what it has opened and throws its own error', async () => {
  const closed: string[] = [];
  const start = withTeardown((opened) => {
    opened.add(() => void closed.push('store'));
    opened.add(() => Promise.reject(new Error('closing failed')));
    return Promise.reject(new Error('no such port'));
  });
  await expect(start).rejects.toThrow('no such port');
  expect(closed).toEqual(['store']);
});

test('a start that succeeds leaves everything open', async () => {
  const closed: string[] = [];
  const kiosk = await withTeardown((opened) => {
    opened.add(() => void closed.push('store'));
    return Promise.resolve('kiosk');
  });
  expect([kiosk, closed]).toEqual(['kiosk', []]);
});

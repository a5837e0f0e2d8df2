import { reasonOf } from '#core/base/errors.ts';
import { expect, it } from 'vitest';

it('a reason is the message of an error, and whatever else was thrown in words', () => {
  expect(reasonOf(new Error('no such port'))).toBe('no such port');
  expect(reasonOf('only words')).toBe('only words');
  expect(reasonOf(undefined)).toBe('undefined');
});

import { isNotReadyReason, NOT_READY_REASONS } from '#core/kiosk/readiness.ts';
import { expect, test } from 'vitest';

test('knows its reasons, and no word of a newer version', () => {
  expect(NOT_READY_REASONS.every(isNotReadyReason)).toBe(true);
  expect(isNotReadyReason('of-next-year')).toBe(false);
});

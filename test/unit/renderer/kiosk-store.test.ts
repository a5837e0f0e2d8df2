import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  isStaleNow,
  storeSnapshot,
  STALE_MS,
  tick,
  useKiosk,
} from '../../../src/renderer/store/kiosk-store.ts';
import { SNAPSHOT } from '../../support/snapshots.ts';

const HOUR_MS = 3_600_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

it('what is shown is old when main is silent, whatever the clock is set to meanwhile', () => {
  storeSnapshot(SNAPSHOT);
  expect(isStaleNow()).toBe(false);
  vi.setSystemTime(Date.now() - HOUR_MS);
  vi.advanceTimersByTime(STALE_MS + 1);
  tick();
  expect(isStaleNow()).toBe(true);
  expect(useKiosk.getState().ageMs).toBeGreaterThan(STALE_MS);
});

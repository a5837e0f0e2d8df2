import { KioskError } from '#core/base/errors.ts';
import { ok } from '#core/base/result.ts';
import type { PostedQr } from '#core/kiosk/snapshot.ts';
import { expect, test } from 'vitest';
import { startQrRefresh } from '../../../../src/main/label/qr-refresh.ts';
import { createListLog, createStandingClock } from '../gateway/standing-clock.ts';

const MINUTE_MS = 60_000;

test('a disk that cannot be written does not end the refreshing of the QR: a minute later it is tried again', async () => {
  const clock = createStandingClock();
  const log = createListLog();
  const kept: PostedQr[] = [];
  let isFull = true;
  const stop = startQrRefresh({
    source: {
      fetchQr: () => Promise.resolve(ok({ svg: '<svg/>', content: 'https://qr.example' })),
    },
    clock,
    log,
    onFresh: (qr) => {
      if (isFull) throw new KioskError('store/unwritable', 'The disk is full.');
      kept.push(qr);
    },
  });
  await clock.advanceAsync(2 * MINUTE_MS);
  expect(kept).toEqual([]);
  expect(log.entries.map(({ event }) => event)).toContain('kiosk.relay-facts-not-kept');
  isFull = false;
  await clock.advanceAsync(MINUTE_MS);
  expect(kept).toMatchObject([{ content: 'https://qr.example' }]);
  stop();
  await clock.advanceAsync(24 * 60 * MINUTE_MS);
  expect(kept).toHaveLength(1);
});

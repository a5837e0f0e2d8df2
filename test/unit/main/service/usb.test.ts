import { callSchemas } from '#contract/ipc/schemas.ts';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { createSystemClock } from '../../../../src/main/runtime/clock.ts';
import { createUsbSticks } from '../../../../src/main/ops/usb-sticks.ts';
import { createUsbCalls } from '../../../../src/main/service/usb.ts';

const media = mkdtempSync(join(tmpdir(), 'vendskap-media-'));
afterEach(() => {
  rmSync(media, { recursive: true, force: true });
});

it('the screen sees the sticks and their product lists, and a reason when there is none', async () => {
  const calls = createUsbCalls({
    sticks: createUsbSticks({ clock: createSystemClock(), folder: media }),
  });
  const stickId = join(media, 'STICK');
  expect(await calls.listSticks({}, undefined)).toEqual({ ok: true, value: [] });
  expect(await calls.listStickFiles({ stickId }, undefined)).toMatchObject({
    ok: false,
    error: { code: 'ipc/refused', refusal: { code: 'usb-none' } },
  });
  mkdirSync(stickId);
  writeFileSync(join(stickId, 'prices.csv'), 'x');
  expect(await calls.listSticks({}, undefined)).toMatchObject({ value: [{ name: 'STICK' }] });
  expect(await calls.listStickFiles({ stickId }, undefined)).toMatchObject({
    value: [{ name: 'prices.csv', bytes: 1 }],
  });
});

it('a stick must be named', () => {
  expect(callSchemas.listStickFiles.safeParse({ stickId: '' }).success).toBe(false);
  expect(callSchemas.listSticks.safeParse({ more: 1 }).success).toBe(false);
});

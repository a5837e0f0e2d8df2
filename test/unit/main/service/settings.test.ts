import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SettingsCallMap } from '#contract/ipc/topics/settings.ts';
import type { Caller } from '#core/people/person.ts';
import { createBacklight, watchBrightness } from '../../../../src/main/ops/backlight.ts';
import type { Handlers } from '../../../../src/main/service/handler.ts';
import { startAuditLogRetention } from '../../../../src/main/service/audit-log-retention.ts';
import { createSettingsCalls } from '../../../../src/main/service/settings.ts';
import { createSettingTexts, readSettings } from '../../../../src/main/store/settings.ts';
import { createNoteLog } from '../../../support/house/note-log.ts';
import { createPeopleWorld, type PeopleWorld } from './people-world.ts';

const owner: Caller = { personId: 'a', name: 'Anna', role: 'owner' };
const technician: Caller = { personId: 'o', name: 'Ola', role: 'technician' };
const DAY_MS = 24 * 3_600_000;

let world: PeopleWorld;
let calls: Handlers<SettingsCallMap>;
let folder: string;

beforeEach(() => {
  world = createPeopleWorld();
  folder = mkdtempSync(join(tmpdir(), 'vendskap-light-'));
  calls = createSettingsCalls({
    settingTexts: createSettingTexts(world.database),
    changes: world.changes,
    backlight: createBacklight(createNoteLog(world.clock).of('light'), folder),
    onChange: () => undefined,
  });
});
afterEach(() => {
  world.close();
  rmSync(folder, { recursive: true, force: true });
});

const refused = (code: string, values: object) => ({
  ok: false,
  error: { refusal: { code, values } },
});

describe('settings on the screen', () => {
  it('are shown as they are typed, with their defaults and whose they are', async () => {
    await calls.setSettings({ settings: [{ key: 'quietHours', text: '22-06' }] }, owner);
    const view = await calls.getSettings({}, technician);
    if (!view.ok) throw new Error(view.error.code);
    const find = (key: string) => view.value.settings.find((one) => one.key === key);
    expect(find('quietHours')).toMatchObject({ text: '22-06', defaultText: 'off' });
    expect(find('panel')).toMatchObject({ text: 'auto', isOwners: false });
    expect(find('onUnknownOutcome')).toMatchObject({ text: 'release', isOwners: true });
    expect(view.value.hasBacklight).toBe(false);
  });

  it('change together or not at all', async () => {
    const wanted = [
      { key: 'gloveMode', text: 'on' },
      { key: 'approvalDeadlineSeconds', text: '2' },
    ] as const;
    expect(await calls.setSettings({ settings: wanted }, owner)).toMatchObject(
      refused('out-of-bounds', { key: 'approvalDeadlineSeconds' }),
    );
    expect(readSettings(world.database).gloveMode).toBe(false);
    expect(world.log()).toEqual([]);
  });

  it('of the owner are refused to a technician, the others are not', async () => {
    const policy = [{ key: 'onUnknownOutcome', text: 'capture' }] as const;
    expect(await calls.setSettings({ settings: policy }, technician)).toMatchObject(
      refused('owner-only', { key: 'onUnknownOutcome' }),
    );
    const glove = [{ key: 'gloveMode', text: 'on' }] as const;
    expect(await calls.setSettings({ settings: glove }, technician)).toMatchObject({ ok: true });
    expect(world.changes.entry(1)).toMatchObject({
      by: 'Ola',
      patches: [{ id: 'gloveMode', old: null, new: 'on' }],
    });
    // What is so already is no change.
    expect(await calls.setSettings({ settings: glove }, technician)).toEqual({
      ok: true,
      value: { sequence: undefined },
    });
  });
});

describe('the panel’s brightness', () => {
  it('is set where the computer has one, never to nothing', async () => {
    const light = join(folder, 'panel0');
    mkdirSync(light);
    writeFileSync(join(light, 'max_brightness'), '200\n');
    writeFileSync(join(light, 'brightness'), '200\n');
    expect(await calls.getSettings({}, owner)).toMatchObject({ value: { hasBacklight: true } });
    const log = createNoteLog(world.clock).of('light');
    const backlight = createBacklight(log, folder);
    const look = watchBrightness(backlight, () => readSettings(world.database).brightness);
    const level = (): string => readFileSync(join(light, 'brightness'), 'utf8');
    expect(level()).toBe('200\n');
    await calls.setSettings({ settings: [{ key: 'brightness', text: '40' }] }, owner);
    look();
    look();
    expect(level()).toBe('80');
    writeFileSync(join(light, 'max_brightness'), '1\n');
    expect(backlight.set(10)).toBe(true);
    expect(level()).toBe('1');
    rmSync(join(light, 'max_brightness'));
    expect(backlight.set(50)).toBe(false);
    rmSync(light, { recursive: true });
    expect(backlight.set(50)).toBe(false);
  });
});

describe('the change log', () => {
  it('is kept for the days that are set, once the clock is sure', async () => {
    let isClockSure = false;
    const stop = startAuditLogRetention({
      changes: world.changes,
      settings: () => readSettings(world.database),
      isClockSure: () => isClockSure,
      clock: world.clock,
      log: createNoteLog(world.clock).of('log'),
    });
    await calls.setSettings({ settings: [{ key: 'changeLogDays', text: '30' }] }, owner);
    await calls.setSettings({ settings: [{ key: 'gloveMode', text: 'on' }] }, owner);
    await world.pass(20 * DAY_MS);
    await calls.setSettings({ settings: [{ key: 'gloveMode', text: 'off' }] }, owner);
    await world.pass(15 * DAY_MS);
    expect(world.log()).toHaveLength(3);
    isClockSure = true;
    await world.pass(DAY_MS);
    expect(world.log()).toHaveLength(1);
    expect(world.changes.verify()).toEqual({ isWhole: true, entries: 1 });
    stop();
  });
});

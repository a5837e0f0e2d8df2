import { expect, it } from 'vitest';
import { bareSnapshot } from '#core/kiosk/bare-snapshot.ts';
import { DEFAULT_SETTINGS, screenOf } from '#core/settings/settings.ts';

it('shows a program without a machine as not set up, and offers nothing', () => {
  const service = { session: undefined, hasPeople: false, doorWait: undefined };
  const screen = screenOf(DEFAULT_SETTINGS);
  const shown = bareSnapshot({ revision: 3, atMs: 1_000, version: '1', service, screen });
  expect(shown).toMatchObject({
    revision: 3,
    state: 'notReady',
    reasons: ['not-set-up'],
    machineId: '',
    screen,
  });
  expect(Object.values(shown.machine.capabilities).filter((can) => can === true)).toEqual([]);
});

import { decideUpdate, type UpdateMoment } from '#core/update/decide.ts';
import { HEALTH_CHECKS, judgeHealth, type Shown } from '#core/update/health-check.ts';
import { passesSelfTest, playSale } from '#core/update/self-test.ts';
import { readChooserState, versionOfId } from '#core/update/chooser-state.ts';
import { isMachineId, type MachineId } from '#core/base/ids.ts';
import { describe, expect, it } from 'vitest';

const IDLE: UpdateMoment = {
  isOnTrial: false,
  policy: 'auto',
  forbiddenHours: 'off',
  hour: 12,
  isWanted: false,
  isVerified: true,
  hasRoom: true,
  isInService: false,
  isTaskRunning: false,
  hasSale: false,
  settlingCount: 0,
  settlingForMs: 0,
};
const DAY_HOURS = { fromHour: 8, toHour: 20 };

describe('an update', () => {
  it('is fetched when it is not here, and installed when it is and the machine is idle', () => {
    expect(decideUpdate({ ...IDLE, isVerified: false })).toEqual({ kind: 'fetch' });
    expect(decideUpdate(IDLE)).toEqual({ kind: 'switch' });
    expect(decideUpdate({ ...IDLE, forbiddenHours: DAY_HOURS, hour: 20 }).kind).toBe('switch');
  });

  it.each<[string, Partial<UpdateMoment>]>([
    ['trial', { isOnTrial: true, isWanted: true }],
    ['off', { policy: 'off', isVerified: false }],
    ['no-room', { isVerified: false, hasRoom: false }],
    ['ask', { policy: 'ask' }],
    ['hours', { forbiddenHours: DAY_HOURS }],
    ['service', { isInService: true }],
    ['task', { isTaskRunning: true, isWanted: true }],
    ['sale', { hasSale: true, isWanted: true }],
    ['settling', { settlingCount: 1, isWanted: true }],
  ])('waits for %s (%j)', (why, over) => {
    expect(decideUpdate({ ...IDLE, ...over })).toEqual({ kind: 'wait', why });
  });

  it('is installed when a person wants it, whatever the owner’s hours and policy say of machines by themselves', () => {
    for (const policy of ['auto', 'ask', 'off'] as const) {
      const wanted = {
        ...IDLE,
        policy,
        forbiddenHours: DAY_HOURS,
        isInService: true,
        isWanted: true,
      };
      expect(decideUpdate(wanted).kind).toBe('switch');
    }
  });

  it('does not wait for ever for a settlement that hangs at Vipps', () => {
    expect(decideUpdate({ ...IDLE, settlingCount: 1, settlingForMs: 900_000 }).kind).toBe('switch');
  });
});

describe('a version on trial', () => {
  const all: Shown = { journal: true, selfTest: true, screen: true, hardware: true, relay: true };
  const expected = { screen: true, hardware: true, relay: true };
  const limits = { elapsedMs: 0, limitMs: 100 };
  const KEYS = { journal: 'journal', 'self-test': 'selfTest', screen: 'screen' } as const;

  it('stays when it shows everything that worked before', () => {
    expect(judgeHealth({ expected, shown: all, ...limits })).toEqual({ kind: 'healthy' });
    const none = { ...all, screen: false, hardware: false, relay: false };
    const bare = { screen: false, hardware: false, relay: false };
    expect(judgeHealth({ expected: bare, shown: none, ...limits })).toEqual({ kind: 'healthy' });
  });

  it.each(HEALTH_CHECKS)('waits for %s, and fails by it at the limit', (check) => {
    const key = check === 'hardware' || check === 'relay' ? check : KEYS[check];
    const shown = { ...all, [key]: false };
    const early = judgeHealth({ expected, shown, ...limits });
    // No time makes a decision right that was wrong.
    expect(early.kind).toBe(check === 'self-test' ? 'failed' : 'waiting');
    const late = judgeHealth({ expected, shown, ...limits, elapsedMs: 100 });
    expect(late).toEqual({ kind: 'failed', by: check });
  });

  it('decides a sale right, and one that would not is found', () => {
    const id = 'vm-0001';
    if (!isMachineId(id)) throw new Error('not an id');
    const machineId: MachineId = id;
    expect(passesSelfTest(machineId)).toBe(true);
    const never = passesSelfTest(machineId, () => ({ sale: { name: 'idle' }, effects: [] }));
    const free = passesSelfTest(machineId, (facts) => ({ ...playSale(facts), effects: [] }));
    // Charged twice.
    const twice = passesSelfTest(machineId, (facts) => {
      const { sale, effects } = playSale(facts);
      const captures = effects.filter(({ kind }) => kind === 'capturePayment');
      return { sale, effects: [...captures, ...effects] };
    });
    const tooMuch = passesSelfTest(machineId, (facts) => {
      const { sale, effects } = playSale(facts);
      return {
        sale,
        effects: effects.map((effect) =>
          effect.kind === 'capturePayment' ? { ...effect, amountMinor: 5_000 } : effect,
        ),
      };
    });
    expect([never, free, twice, tooMuch]).toEqual([false, false, false, false]);
  });
});

describe('the chooser’s state', () => {
  const TEXT = `versions 1
current 0.2.0-5d41402abc4b
previous 0.1.0-7f3a9c01bb22
trial
starts 0
last_start
crashes
rolled_back 0.1.9-aa00bb11cc22 hung 1795000000
rolled_back nonsense
end
`;

  it('is read', () => {
    expect(readChooserState(TEXT)).toEqual({
      current: '0.2.0-5d41402abc4b',
      previous: '0.1.0-7f3a9c01bb22',
      trial: undefined,
      givenUp: [{ id: '0.1.9-aa00bb11cc22', reason: 'hung', atMs: 1_795_000_000_000 }],
    });
  });

  it('is none when it is not whole, of another format, or names no version', () => {
    expect(readChooserState('')).toBeUndefined();
    expect(readChooserState(TEXT.replace('\nend', ''))).toBeUndefined();
    expect(readChooserState(TEXT.replace('versions 1', 'versions 2'))).toBeUndefined();
    expect(readChooserState(TEXT.replace('0.2.0-5d41402abc4b', ''))).toBeUndefined();
  });

  it('names versions by their ids', () => {
    expect(versionOfId('0.2.0-5d41402abc4b')).toBe('0.2.0');
    expect(versionOfId('0.2.0')).toBe('0.2.0');
  });
});

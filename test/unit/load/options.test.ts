import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../load/options.ts';

const GOOD = ['--machines', '10', '--sales-per-second', '2.5', '--seconds', '3'];
const POSTGRES = ['--database', 'postgresql://x@127.0.0.1:5/y'];

describe('the options of the load generator', () => {
  it('are one relay on SQLite without faults unless something else is said', () => {
    expect(readOptions(GOOD)).toEqual({
      machines: 10,
      salesPerSecond: 2.5,
      seconds: 3,
      relays: 1,
      database: 'sqlite',
      faults: [],
      faultEvery: 5,
      databaseRestart: undefined,
      databaseFailover: undefined,
      config: undefined,
      plot: undefined,
    });
  });

  it('take several faults and several relays on PostgreSQL', () => {
    const faults = ['--fault', 'relay-killed', '--fault', 'duplicate-webhooks'];
    const options = readOptions([...GOOD, ...POSTGRES, '--relays', '3', ...faults]);
    expect(options).toMatchObject({
      relays: 3,
      faults: ['relay-killed', 'duplicate-webhooks'],
    });
  });

  it.each([
    ['no machines', [], /--machines is missing/],
    ['a number that is none', ['--machines', 'ten'], /--machines must be a whole number from 1 to/],
    ['half a machine', ['--machines', '1.5'], /--machines must be a whole number/],
    ['a fault that is none', [...GOOD, '--fault', 'flood'], /no fault “flood”: relay-killed,/],
    ['several relays on SQLite', [...GOOD, '--relays', '3'], /One relay process only/],
    ['a database that is none', [...GOOD, '--database', 'mysql://x'], /--database must be/],
    ['a word too many', [...GOOD, 'please'], /please/],
    [
      'a restart of SQLite',
      [...GOOD, '--fault', 'database-restarted'],
      /needs PostgreSQL and --database-restart/,
    ],
    [
      'the death of a relay that is not ours',
      [...GOOD, '--config', 'relay.json', '--fault', 'relay-killed'],
      /leave --config out/,
    ],
  ] as const)('%s: one sentence', (_name, words, sentence) => {
    expect(() => readOptions(words)).toThrow(
      expect.objectContaining({
        code: 'input/invalid',
        message: expect.stringMatching(sentence),
      }),
    );
  });
});

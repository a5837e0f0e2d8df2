import { isKioskError } from '#core/base/errors.ts';
import { openDatabase, type Database } from '#sqlite/database.ts';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createQueuedAccess } from '../../../../src/relay/store/sqlite/database-access.ts';
import { createVirtualClock } from '../../../support/house/virtual-clock.ts';
import { pass, settle } from '../relay-fixture.ts';

const row = z.object({ text: z.string() });
const MIGRATIONS = ['CREATE TABLE word (text TEXT NOT NULL) STRICT'];

function open(): {
  readonly access: ReturnType<typeof createQueuedAccess>;
  readonly clock: ReturnType<typeof createVirtualClock>;
  readonly say: (text: string) => () => void;
  readonly words: () => readonly string[];
  readonly hold: () => () => void;
  readonly transactions: () => number;
  /** What another program finds in the file. */
  readonly wordsElsewhere: () => readonly string[];
} {
  const path = join(mkdtempSync(join(tmpdir(), 'vendskap-store-')), 'relay.db');
  const opened = openDatabase({ path, migrations: MIGRATIONS, busyTimeoutMs: 0 });
  let transactions = 0;
  const db: Database = {
    ...opened,
    atomically: (work) => {
      transactions += 1;
      return opened.atomically(work);
    },
  };
  const clock = createVirtualClock();
  return {
    access: createQueuedAccess(db, clock),
    clock,
    say: (text) => () => {
      db.run('INSERT INTO word (text) VALUES (?)', text);
    },
    words: () => db.all(row, 'SELECT text FROM word ORDER BY rowid').map(({ text }) => text),
    transactions: () => transactions,
    wordsElsewhere: () => {
      const other = openDatabase({ path, migrations: MIGRATIONS });
      const found = other.all(row, 'SELECT text FROM word ORDER BY rowid');
      other.close();
      return found.map(({ text }) => text);
    },
    hold: () => {
      const other = new Libsql(path);
      other.exec('BEGIN IMMEDIATE');
      return () => {
        other.exec('ROLLBACK');
        other.close();
      };
    },
  };
}

test('what another program holds up is written when it lets go, in order, and reads are not held up', async () => {
  const { access, clock, say, words, hold } = open();
  await access.write(say('one'));
  const letGo = hold();
  const began = performance.now();
  const two = access.write(say('two'));
  const three = access.write(say('three'));
  // SQLite's own wait would have stood still here, and everybody with it.
  expect(performance.now() - began).toBeLessThan(1_000);
  await pass(clock, 1_000);
  expect(await access.read(words)).toEqual(['one']);
  letGo();
  await pass(clock, 100);
  await Promise.all([two, three]);
  expect(words()).toEqual(['one', 'two', 'three']);
});

test('nobody is kept waiting for more than four seconds', async () => {
  const { access, clock, say, words, hold } = open();
  const letGo = hold();
  const failed = access.write(say('lost')).catch((error: unknown) => error);
  await pass(clock, 2_000);
  const later = access.write(say('later'));
  await pass(clock, 2_100);
  expect(isKioskError(await failed, 'store/locked')).toBe(true);
  letGo();
  await pass(clock, 100);
  await later;
  expect(words()).toEqual(['later']);
});

test('a job that fails for another reason fails alone', async () => {
  const { access, say, words } = open();
  const broken = access.write(() => {
    throw new Error('disk full');
  });
  const after = access.write(say('after'));
  await expect(broken).rejects.toThrow('disk full');
  await after;
  expect(words()).toEqual(['after']);
});

test('a queue that nobody could work off takes no more', async () => {
  const { access, clock, say, hold } = open();
  const letGo = hold();
  const first = access.write(say('x'));
  const jobs = Array.from({ length: 2_000 }, () => access.write(() => 'done').catch(String));
  await settle();
  expect(await jobs[1_999]).toMatch(/Too much waits/);
  letGo();
  await pass(clock, 1_000);
  await settle();
  await first;
  expect(await jobs[1_998]).toBe('done');
});

test('writes that wait together share one transaction, and are durable when they resolve', async () => {
  const { access, say, transactions, wordsElsewhere } = open();
  const all = Promise.all(['one', 'two', 'three'].map((text) => access.write(say(text))));
  expect(wordsElsewhere()).toEqual([]);
  await all;
  expect(wordsElsewhere()).toEqual(['one', 'two', 'three']);
  expect(transactions()).toBe(1);
});

test('what fails half-way undoes itself and none of its neighbours; the order stays', async () => {
  const { access, say, words } = open();
  const before = access.write(say('before'));
  const broken = access.write(() => {
    say('half')();
    throw new Error('no such machine');
  });
  const after = access.write(say('after'));
  await expect(broken).rejects.toThrow('no such machine');
  await Promise.all([before, after]);
  expect(words()).toEqual(['before', 'after']);
});

test('what need not be written now says that it was tried: at once while the file is locked, after its commit otherwise', async () => {
  const { access, clock, say, wordsElsewhere, hold } = open();
  await access.tryWrite(say('one')).tried;
  expect(wordsElsewhere()).toEqual(['one']);
  const letGo = hold();
  const two = access.tryWrite(say('two'));
  await two.tried;
  const three = access.tryWrite(say('three'));
  await three.tried;
  expect(wordsElsewhere()).toEqual(['one']);
  letGo();
  await pass(clock, 100);
  await Promise.all([two.written, three.written]);
  expect(wordsElsewhere()).toEqual(['one', 'two', 'three']);
});

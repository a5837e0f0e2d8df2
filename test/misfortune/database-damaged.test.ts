import { openDatabase } from '#sqlite/database.ts';
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { KIOSK_MIGRATIONS } from '../../src/main/store/kiosk-schema.ts';
import type { House } from '../support/house/house.ts';
import { choose, ledgerOf, settled, shows, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { JOURNAL_MODES } from './modes/journal.ts';

const MODE = JOURNAL_MODES['database-damaged'];
const PAGE = 512;

function pathOf(house: House): string {
  return join(house.dataDir(), 'kiosk.db');
}

function setAside(house: House): readonly string[] {
  return readdirSync(house.dataDir()).filter((name) => name.startsWith('kiosk-damaged-'));
}

function flip(path: string, at: number, length: number): void {
  const bytes = readFileSync(path);
  for (let index = at; index < at + length; index += 1) bytes[index] = ~bytes[index]! & 0xff;
  writeFileSync(path, bytes);
}

/** A machine that sold once, was backed up and is off. */
async function soldAndOff(house: House): Promise<string> {
  await shows(house, 'ready');
  const reference = await choose(house, 'A1');
  await settled(house, reference);
  await house.advance(120_000);
  expect(existsSync(join(house.dataDir(), 'kiosk-backup.db'))).toBe(true);
  await house.cutPower();
  settleFiles(pathOf(house));
  return reference;
}

/** As a kiosk that was told to stop leaves them; under another inode, since connections of this process may linger on the old one. */
function settleFiles(path: string): void {
  const database = openDatabase({ path, migrations: KIOSK_MIGRATIONS });
  database.checkpoint();
  database.close();
  cpSync(path, `${path}-copy`);
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
  renameSync(`${path}-copy`, path);
}

const DAMAGES: Readonly<Record<string, (path: string) => void>> = {
  'its beginning is gone': (path) => {
    flip(path, 0, 100);
  },
  'it is empty': (path) => {
    truncateSync(path, 0);
  },
  'it is gone': (path) => {
    rmSync(path);
  },
  'half of it is gone': (path) => {
    const pages = readFileSync(path).length / PAGE;
    truncateSync(path, Math.floor(pages / 2) * PAGE);
  },
  'the beginning of every eighth page is flipped': (path) => {
    for (let page = 8; page * PAGE < readFileSync(path).length; page += 8)
      flip(path, page * PAGE, 8);
  },
};

describe.each(Object.entries(DAMAGES))('the database: %s', (_what, damage) => {
  test('it is set aside as it is, and the machine sells on with what is known', async () => {
    await withHouse({}, async (house) => {
      const reference = await soldAndOff(house);
      damage(pathOf(house));
      const damaged = existsSync(pathOf(house)) ? readFileSync(pathOf(house)) : undefined;
      await house.startKiosk();
      await shows(house, 'ready');
      const [aside] = setAside(house);
      if (damaged !== undefined) {
        expect(readFileSync(join(house.dataDir(), aside ?? '')).equals(damaged)).toBe(true);
      }
      expect(house.log.tail(300)).toContain('store.rebuilt');
      expect(house.sales().map((sale) => sale.reference)).toContain(reference);
      await prove(house, await choose(house, 'A2'), MODE);
      technicianRead(house, MODE);
    });
  });
});

test('a sale that is open when it happens ends rightly', async () => {
  await withHouse({}, async (house) => {
    await soldAndOff(house);
    await house.startKiosk();
    await shows(house, 'ready');
    house.vipps.setBehaviour('hang', { operation: 'capture' });
    const reference = await choose(house, 'A1');
    await house.until('the drop', () => house.machine.dispensed().length === 2);
    await house.cutPower();
    // The newest rows still lie in the log.
    flip(pathOf(house), 0, 100);
    house.vipps.clearBehaviour('hang');
    await house.startKiosk();
    await shows(house, 'ready');
    await settled(house, reference);
    expect(ledgerOf(house, reference)).toMatchObject({ captured: 3000, open: 0 });
  });
});

test('the log is gone: the machine goes on with what the file has', async () => {
  await withHouse({}, async (house) => {
    await soldAndOff(house);
    await house.startKiosk();
    await shows(house, 'ready');
    await house.cutPower();
    rmSync(`${pathOf(house)}-wal`, { force: true });
    rmSync(`${pathOf(house)}-shm`, { force: true });
    await house.startKiosk();
    await shows(house, 'ready');
    expect(setAside(house)).toEqual([]);
  });
});

test('the power goes before the last step of the repair: the next start takes it', async () => {
  await withHouse({}, async (house) => {
    const reference = await soldAndOff(house);
    renameSync(pathOf(house), join(house.dataDir(), 'kiosk-rebuilt.db'));
    writeFileSync(pathOf(house), 'damaged');
    writeFileSync(`${pathOf(house)}-wal`, 'of the damaged file');
    await house.startKiosk();
    await shows(house, 'ready');
    expect(house.sales().map((sale) => sale.reference)).toEqual([reference]);
    expect(existsSync(join(house.dataDir(), 'kiosk-rebuilt.db'))).toBe(false);
  });
});

import { COMMAND_LINE } from '#core/changes/audit-log.ts';
import { lookAlikesIn } from '#core/slots/selection-name.ts';
import { KioskError } from '#core/base/errors.ts';
import { slotsUnderTodaysLaw } from '#core/slots/lawful-slots.ts';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { openKioskDatabase } from '../composition/kiosk-database.ts';
import { formatCatalogue } from '../products/export-csv.ts';
import { faultSentence, lookAlikeSentence } from '../products/fault-sentences.ts';
import { readCatalogueBytes } from '../products/import-csv.ts';
import { createSystemClock } from '../runtime/clock.ts';
import { OWNER_FILE } from '../config/private-files.ts';
import { readSlots } from '../store/catalogue.ts';
import { createAuditLog } from '../store/audit-log.ts';
import { importCatalogue } from '../store/import-catalogue.ts';
import { currencyKnown, vatToday } from '../store/relay-memory.ts';
import { readArguments } from './arguments.ts';
import { writeOut } from './write-out.ts';

const clock = createSystemClock();

function fileBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new KioskError('input/invalid', `${path} cannot be read.`, { cause });
  }
}

function importFile(path: string | undefined, dataDir: string): void {
  if (path === undefined) throw new KioskError('input/invalid', 'Name the file to import.');
  const bytes = fileBytes(path);
  const database = openKioskDatabase(dataDir);
  const slots = readCatalogueBytes(bytes, currencyKnown(database, clock));
  if (!slots.ok) {
    database.close();
    const [first = '', ...others] = slots.error.map(faultSentence);
    const sentence = `${path}: ${first} Nothing was imported.`;
    throw new KioskError('input/invalid', [sentence, ...others].join('\n'));
  }
  const book = createAuditLog(database, clock);
  const change = { at: vatToday(database, clock), by: COMMAND_LINE, detail: basename(path) };
  const done = importCatalogue(database, book, { ...change, slots: slots.value });
  database.close();
  if (!done.ok) {
    const reason =
      done.error === 'changed-meanwhile' || done.error === 'sale-running'
        ? 'The machine is selling from it'
        : 'The database cannot be written';
    throw new KioskError('store/unwritable', `${reason}: nothing was imported. Try again.`);
  }
  const names = slots.value.map(({ selection }) => selection);
  for (const pair of lookAlikesIn(names)) process.stderr.write(`${lookAlikeSentence(pair)}\n`);
}

async function exportFile(path: string | undefined, dataDir: string): Promise<void> {
  const database = openKioskDatabase(dataDir);
  const at = vatToday(database, clock);
  const slots = slotsUnderTodaysLaw(readSlots(database), at);
  const text = formatCatalogue(slots);
  database.close();
  if (path === undefined) {
    await writeOut(text);
    return;
  }
  try {
    // One that is there keeps the mode that its owner gave it.
    writeFileSync(path, text, { mode: OWNER_FILE });
  } catch (cause) {
    throw new KioskError('store/unwritable', `${path} cannot be written.`, { cause });
  }
}

/** `catalogue import <file>` and `catalogue export [file]`. */
export async function runCatalogue(typed: readonly string[]): Promise<void> {
  const given = readArguments(typed, ['data-dir']);
  const [verb, path, surplus] = given.rest;
  const dataDir = given.required('data-dir');
  if (surplus !== undefined) throw new KioskError('input/invalid', 'Name one file only.');
  if (verb === 'import') importFile(path, dataDir);
  else if (verb === 'export') await exportFile(path, dataDir);
  else throw new KioskError('input/invalid', 'Say catalogue import <file> or catalogue export.');
}

import { KioskError } from '#core/errors.ts';
import { readFileSync, writeFileSync } from 'node:fs';
import { openKioskDatabase } from '../app.ts';
import { formatCatalogue } from '../catalogue/export-csv.ts';
import { parseCatalogue } from '../catalogue/import-csv.ts';
import { readSlots, replaceSlots } from '../store/catalogue.ts';
import { readArguments } from './arguments.ts';
import { writeOut } from './write-out.ts';

function fileText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new KioskError('input/invalid', `${path} cannot be read.`, { cause });
  }
}

function importFile(path: string | undefined, dataDir: string): void {
  if (path === undefined) throw new KioskError('input/invalid', 'Name the file to import.');
  const slots = parseCatalogue(fileText(path));
  if (!slots.ok) {
    throw new KioskError('input/invalid', `${path}: ${slots.error} Nothing was imported.`);
  }
  const database = openKioskDatabase(dataDir);
  replaceSlots(database, slots.value);
  database.close();
}

async function exportFile(path: string | undefined, dataDir: string): Promise<void> {
  const database = openKioskDatabase(dataDir);
  const text = formatCatalogue(readSlots(database));
  database.close();
  if (path === undefined) {
    await writeOut(text);
    return;
  }
  try {
    writeFileSync(path, text);
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

import { KioskError } from '#core/base/errors.ts';
import { COMMAND_LINE } from '#core/changes/audit-log.ts';
import { lookAlikesIn } from '#core/slots/selection-name.ts';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createCatalogueFiles } from '../composition/catalogue-files.ts';
import type { KioskStores } from '../composition/open-stores.ts';
import { OWNER_FILE } from '../config/private-files.ts';
import { faultSentence, lookAlikeSentence } from '../products/fault-sentences.ts';
import { createSystemClock } from '../runtime/clock.ts';
import { readArguments } from './arguments.ts';
import { withStores } from './with-stores.ts';
import { writeOut } from './write-out.ts';

function fileBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new KioskError('input/invalid', `${path} cannot be read.`, { cause });
  }
}

function importFile(
  { path, bytes }: { readonly path: string; readonly bytes: Uint8Array },
  stores: KioskStores,
): void {
  const files = createCatalogueFiles(stores, createSystemClock());
  const slots = files.read(bytes);
  if (!slots.ok) {
    const [first = '', ...others] = slots.error.map(faultSentence);
    const sentence = `${path}: ${first} Nothing was imported.`;
    throw new KioskError('input/invalid', [sentence, ...others].join('\n'));
  }
  const done = files.bring(slots.value, { by: COMMAND_LINE, detail: basename(path) });
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

async function exportFile(path: string | undefined, stores: KioskStores): Promise<void> {
  const text = createCatalogueFiles(stores, createSystemClock()).text();
  if (path === undefined) {
    await writeOut(text);
    return;
  }
  try {
    // An existing file keeps the mode that its owner gave it.
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
  if (verb === 'import') {
    if (path === undefined) throw new KioskError('input/invalid', 'Name the file to import.');
    const bytes = fileBytes(path);
    await withStores(dataDir, (stores) => {
      importFile({ path, bytes }, stores);
    });
  } else if (verb === 'export') await withStores(dataDir, (stores) => exportFile(path, stores));
  else throw new KioskError('input/invalid', 'Say catalogue import <file> or catalogue export.');
}

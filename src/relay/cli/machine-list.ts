import { KioskError } from '#core/base/errors.ts';
import { LOCATION_MAX_LENGTH, locationText } from '#core/kiosk/location.ts';
import { fileRecords } from '#core/products/csv-records.ts';
import { readFileSync } from 'node:fs';
import type { NewMachine } from '../machines/manage-machines.ts';

const HEADER = ['machineId', 'salesUnit', 'location'];

function invalid(path: string, sentence: string): never {
  throw new KioskError('input/invalid', `${path}: ${sentence}`);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return invalid(path, 'this file cannot be read.');
  }
}

/** Reads `machines.csv`, header `machineId,salesUnit,location`. Throws `input/invalid`, naming the first line that is wrong. */
export function readMachineList(path: string): readonly NewMachine[] {
  const [header, ...records] = fileRecords(readText(path));
  if (header?.cells.join() !== HEADER.join()) {
    invalid(path, `the first line must be ${HEADER.join(',')}.`);
  }
  const seen = new Set<string>();
  const list = records.map(({ line, cells, badQuotes }) => {
    const [machineId = '', salesUnit = '', location = ''] = cells;
    if (cells.length !== HEADER.length || badQuotes.length > 0) {
      invalid(path, `line ${String(line)} must hold ${String(HEADER.length)} columns.`);
    }
    if (seen.has(machineId)) invalid(path, `line ${String(line)} names “${machineId}” again.`);
    if (locationText(location) === undefined) {
      invalid(
        path,
        `line ${String(line)}: a location has 1 to ${String(LOCATION_MAX_LENGTH)} characters.`,
      );
    }
    seen.add(machineId);
    return { machineId, salesUnit, location };
  });
  return list.length === 0 ? invalid(path, 'names no machine.') : list;
}

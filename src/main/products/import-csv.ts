import type { FileSlot } from '#core/products/columns.ts';
import { hasUtf8Letter, readSingleBytes } from '#core/products/encoding.ts';
import type { FileFault } from '#core/products/file-fault.ts';
import { readCatalogueFile } from '#core/products/read-catalogue.ts';
import type { Currency } from '#core/money/money.ts';
import { err, type Result } from '#core/base/result.ts';

/** A catalogue of a thousand slots is a twentieth of this. */
export const MOST_FILE_BYTES = 1_000_000;

function atBeginning(code: FileFault['code'], values: FileFault['values']): readonly FileFault[] {
  return [{ line: 1, column: 1, code, values }];
}

const startsWith = (bytes: Uint8Array, ...wanted: readonly number[]): boolean =>
  wanted.every((byte, index) => bytes[index] === byte);

function strictly(
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be',
  bytes: Uint8Array,
): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * The text of a file that came from anywhere: UTF-8 with or without its mark, UTF-16 with its mark as Excel's “Unicode
 * text”, Windows-1252 as Excel's CSV. A letter that cannot be read for certain becomes a replacement character. Undefined: not a text file.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, 0xff, 0xfe)) return strictly('utf-16le', bytes);
  if (startsWith(bytes, 0xfe, 0xff)) return strictly('utf-16be', bytes);
  // A workbook is a ZIP or an OLE file; no text holds a zero byte.
  if (startsWith(bytes, 0x50, 0x4b, 3, 4) || bytes.includes(0)) return undefined;
  const text = strictly('utf-8', bytes);
  if (text !== undefined) return text;
  const single = Buffer.from(bytes).toString('latin1');
  return hasUtf8Letter(single) ? new TextDecoder().decode(bytes) : readSingleBytes(single);
}

/** Reads a whole catalogue file, or says everything that is wrong with it. */
export function readCatalogueBytes(
  bytes: Uint8Array,
  currency?: Currency,
): Result<readonly FileSlot[], readonly FileFault[]> {
  if (bytes.length > MOST_FILE_BYTES) {
    return err(atBeginning('too-big', { most: MOST_FILE_BYTES }));
  }
  const text = decodeText(bytes);
  return text === undefined ? err(atBeginning('not-text', {})) : readCatalogueFile(text, currency);
}

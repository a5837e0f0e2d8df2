import { CATALOGUE_COLUMNS, CATEGORY_COLUMN, type FileColumn } from './columns.ts';
import type { CsvRecord } from './csv-records.ts';
import { LOST_LETTER } from './encoding.ts';
import type { FileFault } from './file-fault.ts';

const WANTED = CATALOGUE_COLUMNS.join(',');

/** What the columns of a file are. */
export interface Header {
  /** In the order of the file; undefined: a name that is unknown or there twice. */
  readonly columns: readonly (FileColumn | undefined)[];
  /** How many cells a row has. */
  readonly width: number;
  readonly faults: readonly FileFault[];
  /** Rows can be read, though not every name may be right. */
  readonly isReadable: boolean;
}

/** `Vat Rate` and `VATRATE` are vatRate. */
function folded(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '');
}

const NAMES: readonly FileColumn[] = [...CATALOGUE_COLUMNS, CATEGORY_COLUMN];
const BY_NAME = new Map(NAMES.map((column) => [folded(column), column]));

/** Without the empty cells that a spreadsheet writes behind the last column. */
export function withoutSurplus(cells: readonly string[], width: number): readonly string[] {
  const rest = cells.slice(width);
  return rest.every((cell) => cell === '') ? cells.slice(0, width) : cells;
}

/** Which column is where: in any order, in capitals or not; and every name that is missing, unknown or there twice. */
export function readHeader({ line, cells }: CsvRecord): Header {
  const columns: (FileColumn | undefined)[] = [];
  const faults: FileFault[] = [];
  const width = cells.findLastIndex((cell) => cell !== '') + 1;
  for (const [place, text] of cells.slice(0, width).entries()) {
    const field = BY_NAME.get(folded(text));
    const at = { line, column: place + 1 };
    const first = columns.indexOf(field);
    columns.push(first < 0 ? field : undefined);
    if (field === undefined) {
      const code = text.includes(LOST_LETTER) ? 'encoding' : 'column-unknown';
      faults.push({ ...at, code, values: { text } });
    } else if (first >= 0) {
      faults.push({ ...at, field, code: 'column-twice', values: { text, first: first + 1 } });
    }
  }
  const missing = CATALOGUE_COLUMNS.filter((column) => !columns.includes(column));
  if (missing.length >= CATALOGUE_COLUMNS.length / 2) {
    const none: FileFault = { line, column: 1, code: 'header', values: { wanted: WANTED } };
    return { columns, width, faults: [none], isReadable: false };
  }
  if (missing.length > 0) {
    const values = { text: missing.join(', ') };
    faults.push({ line, column: width + 1, code: 'column-missing', values });
  }
  return { columns, width, faults, isReadable: true };
}

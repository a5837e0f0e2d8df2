/** What a spreadsheet takes for the beginning of a formula, full-width spellings included. */
const FORMULA = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** A name that looks like a formula, as it is written to a file: a spreadsheet shows it and computes nothing. */
export function guarded(name: string): string {
  return FORMULA.test(name) ? `'${name}` : name;
}

/** The name that such a cell stands for: every name comes back as it was. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

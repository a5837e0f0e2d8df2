/** One record of a CSV file (RFC 4180), cells without the space around them. */
export interface CsvRecord {
  /** The line it begins in, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Columns (counted from 1) in which a quotation mark stands where none may. */
  readonly badQuotes: readonly number[];
  /** A quotation mark was never closed: what follows it in this line is not known. */
  readonly isCutShort: boolean;
}

interface Cell {
  readonly text: string;
  /** Where the delimiter, the end of the line or the end of the file is. */
  readonly end: number;
  readonly hasBadQuote: boolean;
  readonly isCutShort: boolean;
}

const QUOTE = '"';
const isLineEnd = (letter: string | undefined): boolean =>
  letter === undefined || letter === '\n' || letter === '\r';
const isSpace = (letter: string | undefined): boolean =>
  letter === ' ' || letter === '\t' || letter === '\u00a0';

function endOfLine(text: string, from: number): number {
  let at = from;
  while (!isLineEnd(text[at])) at += 1;
  return at;
}

/** After a closing quotation mark comes the delimiter or the end of the line, or it closed nothing. */
function quotedCell(text: string, from: number, delimiter: string): Cell | undefined {
  let content = '';
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] !== QUOTE) {
      content += text.charAt(at);
    } else if (text[at + 1] === QUOTE) {
      content += QUOTE;
      at += 1;
    } else {
      let end = at + 1;
      while (text[end] !== delimiter && isSpace(text[end])) end += 1;
      if (text[end] !== delimiter && !isLineEnd(text[end])) return undefined;
      return { text: content.trim(), end, hasBadQuote: false, isCutShort: false };
    }
  }
  return undefined;
}

/** `="01"`: how people keep a spreadsheet from making 1 of it. */
function formulaCell(text: string, start: number, delimiter: string): Cell | undefined {
  if (text[start] !== '=' || text[start + 1] !== QUOTE) return undefined;
  const inner = quotedCell(text, start + 1, delimiter);
  return inner && { ...inner, text: `=${QUOTE}${inner.text}${QUOTE}` };
}

function cellAt(text: string, from: number, delimiter: string): Cell {
  let start = from;
  while (text[start] !== delimiter && isSpace(text[start])) start += 1;
  if (text[start] === QUOTE) {
    const quoted = quotedCell(text, start, delimiter);
    if (quoted !== undefined) return quoted;
    return { text: '', end: endOfLine(text, start), hasBadQuote: true, isCutShort: true };
  }
  const formula = formulaCell(text, start, delimiter);
  if (formula !== undefined) return formula;
  let end = start;
  while (text[end] !== delimiter && !isLineEnd(text[end])) end += 1;
  const plain = text.slice(start, end).trim();
  return { text: plain, end, hasBadQuote: plain.includes(QUOTE), isCutShort: false };
}

/** The records in order, empty lines left out. Reads on after every fault, in the next line. */
export function csvRecords(text: string, delimiter: string): readonly CsvRecord[] {
  const records: CsvRecord[] = [];
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const begin = at;
    const cells: Cell[] = [];
    for (;;) {
      const cell = cellAt(text, at, delimiter);
      cells.push(cell);
      at = cell.end;
      if (isLineEnd(text[at])) break;
      at += 1;
    }
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
    const isEmpty = cells.every((cell) => cell.text === '' && !cell.hasBadQuote);
    if (!isEmpty) {
      records.push({
        line,
        cells: cells.map((cell) => cell.text),
        badQuotes: cells.flatMap((cell, index) => (cell.hasBadQuote ? [index + 1] : [])),
        isCutShort: cells.some((cell) => cell.isCutShort),
      });
    }
    line += text.slice(begin, at).match(/\r\n|\r|\n/g)?.length ?? 1;
  }
  return records;
}

/** What stands between the cells: Excel writes semicolons in the Nordic countries, and tabs as “Unicode text”. */
export function delimiterOf(header: string): string {
  if (header.includes(';')) return ';';
  return header.includes('\t') ? '\t' : ',';
}

/** `sep=;` as the first line tells a spreadsheet what stands between the cells; it is no record. */
const SEPARATOR_LINE = /^"?sep=([;,\t])"?[;,\t ]*(?=[\r\n]|$)/i;

/** The records of a whole file, whatever stands between its cells. */
export function fileRecords(text: string): readonly CsvRecord[] {
  const plain = text.replace(/^\ufeff/, '');
  const told = SEPARATOR_LINE.exec(plain);
  // The line stays, so that the others keep their numbers.
  const body = plain.slice(told?.[0].length ?? 0);
  const header = body.split(/[\r\n]/).find((line) => /[^\s;,]/.test(line)) ?? '';
  return csvRecords(body, told?.[1] ?? delimiterOf(header));
}

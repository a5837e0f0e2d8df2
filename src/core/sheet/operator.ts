import { err, ok, type Result } from '../base/result.ts';
import { LANGUAGES, type Language } from '../base/language.ts';
import { isPlainLine } from '../base/text.ts';
import { PAPERS, type Paper } from './paper.ts';

/** Who sells, as it stands on the sheet. Empty: not said yet. */
export interface Operator {
  readonly name: string;
  readonly number: string;
  readonly address: string;
  /** Where a customer gets money back: a telephone number, an address of mail. */
  readonly refundContact: string;
}

export const OPERATOR_FIELDS = ['name', 'number', 'address', 'refundContact'] as const;
export type OperatorField = (typeof OPERATOR_FIELDS)[number];

/** A printed line or two. */
export const LONGEST_OPERATOR_TEXT = 120;

/** Weights of the check digit: Norway (Brønnøysund), Denmark (CVR), Finland (Y-tunnus). */
const NORWAY = [3, 2, 7, 6, 5, 4, 3, 2] as const;
const DENMARK = [2, 7, 6, 5, 4, 3, 2, 1] as const;
const FINLAND = [7, 9, 10, 5, 8, 4, 2] as const;

function weigh(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0);
}

function fitsModulus(digits: string, weights: readonly number[]): boolean {
  const rest = weigh(digits, weights) % 11;
  return Number(digits.at(-1)) === (rest === 0 ? 0 : 11 - rest);
}

/** Spaces and control characters put in order. */
export function plainText(text: string): string {
  const clean = Array.from(text, (letter) => (letter < ' ' || letter === '\u007f' ? ' ' : letter));
  return clean.join('').replace(/\s+/g, ' ').trim();
}

/** Any text of one line, also none. */
export function operatorText(text: string): Result<string, string> {
  const plain = plainText(text);
  if (!isPlainLine(plain)) return err('must hold only what can be read');
  return plain.length <= LONGEST_OPERATOR_TEXT
    ? ok(plain)
    : err(`must have at most ${String(LONGEST_OPERATOR_TEXT)} characters`);
}

function norwegian(digits: string, isVatRegistered: boolean): string | undefined {
  if (digits.length !== 9 || !fitsModulus(digits, NORWAY)) return undefined;
  const groups = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)];
  return [...groups, ...(isVatRegistered ? ['MVA'] : [])].join(' ');
}

function danishOrFinnish(digits: string, hasHyphen: boolean): string | undefined {
  if (digits.length !== 8) return undefined;
  if (!hasHyphen) return weigh(digits, DENMARK) % 11 === 0 ? digits : undefined;
  return fitsModulus(digits, FINLAND) ? `${digits.slice(0, 7)}-${digits.slice(7)}` : undefined;
}

/** An organisation number of Norway, Denmark or Finland with its check digit, as people write it; empty: none. */
export function organisationNumber(text: string): Result<string, string> {
  const plain = plainText(text).toUpperCase();
  if (plain === '') return ok('');
  const match = /^(?:NO|DK|FI|CVR)?[ .]*([0-9][0-9 .-]*?)[ .]*(MVA)?$/.exec(plain);
  const digits = (match?.[1] ?? '').replace(/[ .-]/g, '');
  const isVatRegistered = match?.[2] !== undefined;
  const found =
    norwegian(digits, isVatRegistered) ??
    (isVatRegistered ? undefined : danishOrFinnish(digits, plain.includes('-')));
  return found === undefined
    ? err(
        'must be an organisation number: 9 digits in Norway, 8 in Denmark, 1234567-1 in Finland; a digit is wrong or missing',
      )
    : ok(found);
}

/** One language or two, `nb,en`; `auto`: the language of the market. */
export type SheetLanguages = 'auto' | readonly Language[];

export function sheetLanguages(text: string): Result<SheetLanguages, string> {
  if (text === 'auto') return ok('auto');
  const names = text.split(',').map((name) => name.trim());
  const found = LANGUAGES.filter((language) => names.includes(language));
  const isGood = names.length <= 2 && found.length === names.length;
  // In the order they were named: the first stands first.
  return isGood
    ? ok(names.flatMap((name) => found.filter((language) => language === name)))
    : err(`must be “auto”, or one or two of ${LANGUAGES.join(', ')} with a comma between them`);
}

export function sheetPaper(text: string): Result<Paper, string> {
  const found = PAPERS.find((paper) => paper === text);
  return found === undefined ? err(`must be one of ${PAPERS.join(', ')}`) : ok(found);
}

import { formatMajor, parseMajor } from './money.ts';
import { err, type Result } from '../base/result.ts';

const DECIMALS = 2;

/** Why what a person wrote is no amount. */
export type AmountFault =
  | { readonly code: 'not-amount' }
  | { readonly code: 'decimals'; readonly most: number }
  /** The mark before its last three digits is of decimals to one reader and of thousands to another. */
  | {
      readonly code: 'two-readings';
      /** `1.50` */
      readonly low: string;
      /** `1,500.00` */
      readonly high: string;
      /** `1500` */
      readonly plain: string;
    };

/**
 * Reads an amount in major units that a person wrote, into minor units. Where 1.500 stands, half of Europe means one and
 * a half, and the other half fifteen hundred: it is not guessed.
 */
export function readAmount(text: string): Result<number, AmountFault> {
  const typed = text.trim();
  const [, whole = '', fraction = ''] = /^([1-9]\d{0,2})[.,](\d{3})$/.exec(typed) ?? [];
  if (fraction.endsWith('0')) {
    const plain = whole + fraction;
    const low = `${whole}.${fraction.slice(0, DECIMALS)}`;
    return err({ code: 'two-readings', low, high: `${whole},${fraction}.00`, plain });
  }
  const amount = parseMajor(typed, DECIMALS);
  if (amount.ok) return amount;
  return /^\d{1,9}[.,]\d+$/.test(typed)
    ? err({ code: 'decimals', most: DECIMALS })
    : err({ code: 'not-amount' });
}

/** What is wrong with an amount, as the end of a sentence that begins with it. */
export function amountSentence(fault: AmountFault): string {
  if (fault.code === 'not-amount') {
    return 'is not an amount like 30.00: write digits with one point or comma, no currency and no spaces';
  }
  if (fault.code === 'decimals') return `has more than ${String(fault.most)} decimals`;
  const { low, high, plain } = fault;
  return `can be read as ${low} or as ${high}: write ${low} or ${plain}`;
}

/** 0.135 → `13.5`: the percentage that somebody meant who wrote a part of one; undefined: they did not. */
export function meantPercent(text: string): string | undefined {
  const [, fraction = ''] = /^0?[.,](\d{1,4})$/.exec(text.trim()) ?? [];
  const hundredths = Number(fraction.padEnd(4, '0'));
  return hundredths === 0 ? undefined : formatMajor(hundredths).replace(/\.?0+$/, '');
}

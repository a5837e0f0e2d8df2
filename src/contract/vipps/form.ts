import { z } from 'zod';

/**
 * Vipps' answers and webhooks are held to their meaning, not to their form: what is documented as a text may come as a
 * number, a number as a text, a time without its zone. What we send ourselves is strict.
 */

/** A text of 1 to `longest` characters; a whole number in its place is taken as its digits. */
export function textLike(longest: number): z.ZodType<string> {
  return z.preprocess(
    (value) => (Number.isSafeInteger(value) ? String(value) : value),
    z.string().min(1).max(longest),
  );
}

/** A whole number; its decimal digits in a text are taken as well. */
export const wholeNumberLike = z.preprocess(
  (value) =>
    typeof value === 'string' && /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : value,
  z.number().int(),
);

/** true or false, in words too. */
export const booleanLike = z.preprocess((value) => {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (word === 'true') return true;
  return word === 'false' ? false : value;
}, z.boolean());

/** A word of a list, in capitals whatever its case. */
export function capitals(value: unknown): unknown {
  return typeof value === 'string' ? value.trim().toUpperCase() : value;
}

const INSTANT =
  /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))[Tt ]((?:[01]\d|2[0-3]):[0-5]\d)(:[0-5]\d)?(?:[.,](\d{1,12}))?\s*(?:[Zz]|([+-](?:[01]\d|2[0-3]))(?::?([0-5]\d))?)?$/;

/** RFC 3339, written out; Vipps' servers count in UTC, so a time without a zone is UTC (vipps-api, section 9.4). */
function instantOf(text: string): string | undefined {
  const found = INSTANT.exec(text.trim());
  if (found === null) return undefined;
  const [, date = '', minutes = '', seconds = ':00', fraction, hours, rest = '00'] = found;
  const zone = hours === undefined ? 'Z' : `${hours}:${rest}`;
  return `${date}T${minutes}${seconds}${fraction === undefined ? '' : `.${fraction}`}${zone}`;
}

/** An instant, however its zone is written; comes out as RFC 3339. */
export const instantLike = z
  .string()
  .max(60)
  .transform((text, context) => {
    const instant = instantOf(text);
    if (instant !== undefined) return instant;
    context.addIssue({ code: 'custom', message: 'Not a time' });
    return z.NEVER;
  });

/** An instant that only informs: one that makes no sense is none. */
export const instantOrNone = instantLike.optional().catch(undefined);

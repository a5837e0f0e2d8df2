import { SALE_CALLS, type SaleNote } from '#core/sales/sale-note.ts';
import { TRAFFIC_WORDS } from '#core/vend/traffic.ts';
import { z } from 'zod';

/** JSON knows no undefined: what is absent is left out. */
const text = z.string().optional();

const device = z.object({
  kind: z.literal('device'),
  atMs: z.number(),
  direction: z.enum(['in', 'out']),
  raw: z.string(),
  meaning: z.object({
    // A word of another version of the program: the line itself still stands there.
    word: z.enum(TRAFFIC_WORDS).catch('unknown'),
    values: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
});

const answer = z
  .object({
    kind: z.literal('answer'),
    atMs: z.number(),
    call: z.enum(SALE_CALLS),
    status: z.number().optional(),
    code: text,
    traceId: text,
    pspReference: text,
  })
  .transform(({ status, code, traceId, pspReference, ...rest }) => {
    return { ...rest, status, code, traceId, pspReference };
  });

const note = z.union([device, answer]);
const notes = z.array(z.unknown());

/** What was noted together, as JSON text beside the journal. */
export function encodeSaleNotes(noted: readonly SaleNote[]): string {
  return JSON.stringify(noted);
}

/** What can be read of it: a note decides nothing, so a damaged one is left out and stops nobody. */
export function decodeSaleNotes(json: string): readonly SaleNote[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return [];
  }
  const list = notes.safeParse(parsed);
  if (!list.success) return [];
  return list.data.flatMap((one) => {
    const read = note.safeParse(one);
    return read.success ? [read.data] : [];
  });
}

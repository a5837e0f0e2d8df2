import type { QuotedPrices } from '#core/admission/quoted-prices.ts';
import { z } from 'zod';

const bookSchema = z.array(
  z.tuple([
    z.string(),
    z.object({ product: z.string(), priceMinor: z.number().int(), vatRate: z.number() }),
  ]),
);

/** What a customer was offered, as JSON text beside the journal. */
export function encodePriceBook(book: QuotedPrices): string {
  return JSON.stringify([...book]);
}

/** Undefined when it cannot be read: the customer is then sold at the prices that hold now. */
export function decodePriceBook(json: string): QuotedPrices | undefined {
  try {
    const book = bookSchema.safeParse(JSON.parse(json));
    return book.success ? new Map(book.data) : undefined;
  } catch {
    return undefined;
  }
}

/** What a test sale reserves, minor units. */
export const TEST_SALE_MINOR = 200;
/** So long a technician has to scan. */
export const TEST_SALE_MS = 60_000;

/**
 * A real sale that sells nothing: the next scan is asked to approve a small amount, and all of it is released as soon as
 * it is approved. How it ended stands with the sale.
 */
export type TestSale =
  | { readonly state: 'awaited'; readonly untilMs: number }
  | { readonly state: 'begun'; readonly reference: string }
  | { readonly state: 'unheard'; readonly atMs: number };

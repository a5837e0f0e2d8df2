/** What the sheet says in one language; `{brand}`, `{age}` and `{date}` are filled in. */
export interface SheetWords {
  readonly title: string;
  readonly steps: readonly [string, string, string];
  readonly scan: string;
  readonly machine: string;
  readonly prices: string;
  readonly age: string;
  readonly allergens: string;
  readonly allergensAsk: string;
  readonly terms: readonly [string, string];
  readonly seller: string;
  readonly number: string;
  readonly refund: string;
  readonly quote: string;
  readonly printed: string;
  /** Under the ruler of the test page; `{mm}` is its length. */
  readonly test: string;
}

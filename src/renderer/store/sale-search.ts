import type { SaleFilter } from '#core/sales/sale-query.ts';
import { create } from 'zustand';

interface SaleSearch {
  readonly filter: SaleFilter;
}

/** What is looked for; kept while one of the sales is looked at. */
export const useSaleSearch = create<SaleSearch>(() => ({ filter: {} }));

export function narrow(more: SaleFilter): void {
  useSaleSearch.setState(({ filter }) => ({ filter: { ...filter, ...more } }));
}

export function widen(): void {
  useSaleSearch.setState({ filter: {} });
}

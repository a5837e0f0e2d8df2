import type { SaleFilter } from '#core/sales/sale-query.ts';
import { create } from 'zustand';

interface SaleSearch {
  readonly filter: SaleFilter;
}

/** The search filter; kept while one of the sales is open. */
export const useSaleSearch = create<SaleSearch>(() => ({ filter: {} }));

export function narrow(more: SaleFilter): void {
  useSaleSearch.setState(({ filter }) => ({ filter: { ...filter, ...more } }));
}

export function widen(): void {
  useSaleSearch.setState({ filter: {} });
}

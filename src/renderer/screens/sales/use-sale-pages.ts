import type { ListedSale, SaleCursor, SaleFilter } from '#core/sales/sale-query.ts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useCall } from '../../touch/use-call.ts';

const PAGE = 100;
/** Pages kept on each side of the current one, however far one scrolls. */
const PAGES_KEPT = 4;
/** Pages loaded ahead, so that fast scrolling finds them there. */
const PAGES_AHEAD = 2;
/** The browser's limit for a scrolling element; filter by day to reach older sales. */
const MAX_PAGES = 1_000;

interface Page {
  readonly after: SaleCursor | undefined;
  readonly count: number;
  readonly next: SaleCursor | undefined;
  /** Undefined: dropped to save memory, and loaded again when scrolled to. */
  readonly sales: readonly ListedSale[] | undefined;
}

export interface SalePages {
  /** Rows known so far. */
  readonly count: number;
  /** Older sales exist that cannot be scrolled to. */
  readonly isCapped: boolean;
  /** The first page is still loading. */
  readonly isFirst: boolean;
  readonly at: (index: number) => ListedSale | undefined;
  /** Tells which rows are in view. */
  readonly look: (from: number, to: number) => void;
}

/** Loads matching sales page by page while one scrolls. */
export function useSalePages(filter: SaleFilter): SalePages {
  const { call } = useCall();
  const [pages, setPages] = useState<readonly Page[]>([]);
  const asked = useRef(new Set<number>());
  const known = useRef(pages);
  known.current = pages;
  const run = useRef(0);

  const load = useCallback(
    async (index: number, current: number): Promise<void> => {
      const after = index === 0 ? undefined : known.current[index - 1]?.next;
      if (asked.current.has(index) || (index > 0 && after === undefined)) return;
      asked.current.add(index);
      const found = await call('findSales', { filter, after, limit: PAGE });
      if (run.current !== current) return;
      asked.current.delete(index);
      if (found === undefined) return;
      const page: Page = { after, count: found.sales.length, next: found.next, sales: found.sales };
      setPages((all) => {
        const others = all.map((one, at) =>
          Math.abs(at - index) > PAGES_KEPT ? { ...one, sales: undefined } : one,
        );
        return index < others.length ? others.with(index, page) : [...others, page];
      });
    },
    [call, filter],
  );
  useEffect(() => {
    run.current += 1;
    asked.current = new Set();
    known.current = [];
    setPages([]);
    void load(0, run.current);
  }, [load]);

  const look = useCallback(
    (from: number, to: number): void => {
      const first = Math.floor(from / PAGE);
      const last = Math.min(
        Math.floor(to / PAGE) + PAGES_AHEAD,
        known.current.length,
        MAX_PAGES - 1,
      );
      for (let index = first; index <= last; index += 1) {
        if (index >= 0 && known.current[index]?.sales === undefined) void load(index, run.current);
      }
    },
    [load],
  );
  const last = pages.at(-1);
  return {
    count: last === undefined ? 0 : (pages.length - 1) * PAGE + last.count,
    isCapped: pages.length >= MAX_PAGES && last?.next !== undefined,
    isFirst: last === undefined,
    at: (index) => pages[Math.floor(index / PAGE)]?.sales?.[index % PAGE],
    look,
  };
}

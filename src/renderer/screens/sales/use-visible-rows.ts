import { useLayoutEffect, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

interface Rows {
  /** The rows in view, and a few on both sides. */
  readonly first: number;
  readonly last: number;
}

interface RowOptions {
  readonly count: number;
  readonly rowPx: number;
}

/** Rows drawn beyond each edge, so that fast scrolling shows no gap. */
const SPARE_ROWS = 6;

/** Which rows of equal height are in view; the cost does not grow with their number. */
export function useVisibleRows(
  scroller: RefObject<HTMLElement | null>,
  { count, rowPx }: RowOptions,
): Rows {
  const [seen, setSeen] = useState({ top: 0, rows: 0 });
  const hasRows = count > 0;
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const look = (): void => {
      const top = Math.floor(element.scrollTop / rowPx);
      const rows = Math.ceil(element.clientHeight / rowPx) + 1;
      setSeen((old) => (old.top === top && old.rows === rows ? old : { top, rows }));
    };
    // Synchronous: one frame later, fast scrolling would show gaps.
    const follow = (): void => {
      flushSync(look);
    };
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    element.addEventListener('scroll', follow, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', follow);
    };
  }, [scroller, rowPx, hasRows]);
  return {
    first: Math.max(0, seen.top - SPARE_ROWS),
    last: Math.min(count, seen.top + seen.rows + SPARE_ROWS) - 1,
  };
}

import { useLayoutEffect, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

interface Rows {
  /** The rows that are seen, and some before and after them. */
  readonly first: number;
  readonly last: number;
}

interface RowsWish {
  readonly count: number;
  readonly rowPx: number;
}

/** Rows drawn beyond the edges, so that a flick finds them there. */
const SPARE = 6;

/** Which of many rows of one height are seen in a scrolling element: the work is the same however many there are. */
export function useVisibleRows(
  scroller: RefObject<HTMLElement | null>,
  { count, rowPx }: RowsWish,
): Rows {
  const [seen, setSeen] = useState({ top: 0, rows: 0 });
  const isThere = count > 0;
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const look = (): void => {
      const top = Math.floor(element.scrollTop / rowPx);
      const rows = Math.ceil(element.clientHeight / rowPx) + 1;
      setSeen((old) => (old.top === top && old.rows === rows ? old : { top, rows }));
    };
    // Drawn in the frame that has scrolled: a frame later a flick would show bare places.
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
  }, [scroller, rowPx, isThere]);
  return {
    first: Math.max(0, seen.top - SPARE),
    last: Math.min(count, seen.top + seen.rows + SPARE) - 1,
  };
}

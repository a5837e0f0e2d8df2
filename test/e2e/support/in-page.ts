import type { Language } from '#core/base/language.ts';

export type Mode = 'normal' | 'gloves';

/** How the page is shown, and what to check; serialised into the page. */
interface PageLook {
  readonly width: number;
  readonly height: number;
  readonly isResized: boolean;
  readonly language: Language;
  readonly mode: Mode;
  readonly theme: 'light' | 'dark';
  /** Smallest side of a target, in millimetres of the panel. */
  readonly leastMm: number;
  /** Test id of an element that must be there. */
  readonly shows: string | undefined;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Runs inside the page, without closures: waits until it has this look. @returns the faults */
export async function lookNow(look: PageLook): Promise<readonly string[]> {
  const root = document.documentElement;
  const TEXT_MM = 3.49;
  const HAIR_PX = 1.5;
  /** Elements that may cover others: they float for a while, or the content scrolls beneath them. */
  const LIES_OVER = '[data-part=toast], [data-part=soon-out], [data-part=screen-foot]';
  /** For screen readers only, part of a scaled sheet, or used by the plots to measure text. */
  const NOT_READ =
    '[data-part=hidden-words], [data-rail=pair] [data-part=back-words], [data-part=sheet-preview] svg, #recharts_measurement_span';

  const soon = (): Promise<void> =>
    new Promise((resolve) => {
      setTimeout(resolve, 1);
    });
  const isSo = (): boolean =>
    innerWidth === look.width &&
    innerHeight === look.height &&
    root.lang === look.language &&
    root.dataset['theme'] === look.theme &&
    root.dataset['gloves'] === (look.mode === 'gloves' ? 'on' : 'off');
  const endAt = performance.now() + 10_000;
  while (!isSo()) {
    if (performance.now() > endAt) return ['it never looked so'];
    await soon();
  }
  // The page resizes with the next frame, its plots one later, and the texts shortly after.
  if (look.isResized) {
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
  }
  await soon();
  await soon();
  // A virtual list loads again after resizing.
  const isThere = (): boolean =>
    look.shows === undefined || document.querySelector(`[data-testid="${look.shows}"]`) !== null;
  for (const endAt = performance.now() + 1_000; !isThere() && performance.now() < endAt;) {
    await soon();
  }

  const styles = new Map<Element, CSSStyleDeclaration>();
  const styleOf = (element: Element): CSSStyleDeclaration => {
    const known = styles.get(element) ?? getComputedStyle(element);
    styles.set(element, known);
    return known;
  };
  const nameOf = (element: Element): string => {
    const id = element.closest('[data-testid]')?.getAttribute('data-testid') ?? element.className;
    return `${id} “${element.textContent.trim().slice(0, 60)}”`;
  };
  const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';
  const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';

  function scrollerOf(element: Element): Element | undefined {
    let at: Element | null = element;
    while (at !== null && !scrolls(styleOf(at).overflowY)) at = at.parentElement;
    return at ?? undefined;
  }

  /** The visible part of an element, and whether some of it can never be seen. */
  function seen(element: Element, box: Box): { readonly part: Box; readonly isCut: boolean } {
    let { left, right, top, bottom } = box;
    let isCut = false;
    let isFreeX = false;
    let isFreeY = false;
    for (let at: Element | null = element; at !== null && at !== root; at = at.parentElement) {
      const { overflowX, overflowY } = styleOf(at);
      const edge = at.getBoundingClientRect();
      if (!isFreeX && (hides(overflowX) || scrolls(overflowX))) {
        if (hides(overflowX)) isCut ||= left < edge.left - 1 || right > edge.right + 1;
        else isFreeX = true;
        left = Math.max(left, edge.left);
        right = Math.min(right, edge.right);
      }
      if (!isFreeY && (hides(overflowY) || scrolls(overflowY))) {
        if (hides(overflowY)) isCut ||= top < edge.top - 1 || bottom > edge.bottom + 1;
        else isFreeY = true;
        top = Math.max(top, edge.top);
        bottom = Math.min(bottom, edge.bottom);
      }
      if (at.tagName === 'DIALOG') break;
    }
    isCut ||= !isFreeX && (left < -1 || right > innerWidth + 1);
    isCut ||= !isFreeY && (top < -1 || bottom > innerHeight + 1);
    return { part: { left, right, top, bottom }, isCut };
  }

  /** Words broken without a hyphen; numbers, addresses and product names may break. */
  function brokenWords(node: Text): readonly string[] {
    const free = node.parentElement?.closest('[lang=""], code, [data-part=big-reference]') ?? null;
    if (free !== null) return [];
    const range = document.createRange();
    return [...node.data.matchAll(/\p{L}{2,}/gu)]
      .filter(({ 0: word, index }) => {
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
      })
      .map(({ 0: word }) => word);
  }

  interface Shown {
    readonly element: Element;
    readonly block: Element;
    readonly scroller: Element | undefined;
    readonly box: Box;
    /** The part that is not scrolled out of view. */
    readonly part: Box;
  }

  function textFaults(front: Element, mm: number): readonly string[] {
    const found: string[] = [];
    const shown: Shown[] = [];
    const walker = document.createTreeWalker(front, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!(node instanceof Text) || element === null || node.data.trim() === '') continue;
      if (element.closest(NOT_READ) !== null || !element.checkVisibility()) continue;
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()].filter(({ width }) => width > 0);
      let block: Element = element;
      while (styleOf(block).display.startsWith('inline') && block.parentElement !== null) {
        if (styleOf(block).display !== 'inline') break;
        block = block.parentElement;
      }
      const home = (block.closest('svg') ?? block).getBoundingClientRect();
      const button = element.closest('button')?.getBoundingClientRect();
      for (const box of boxes) {
        const { part, isCut } = seen(element, box);
        if (isCut) found.push(`cut: ${nameOf(element)}`);
        if (box.right > home.right + HAIR_PX || box.left < home.left - HAIR_PX) {
          found.push(`wider than its box: ${nameOf(element)}`);
        }
        const isOut =
          button !== undefined &&
          (box.right > button.right + HAIR_PX ||
            box.left < button.left - HAIR_PX ||
            box.bottom > button.bottom + HAIR_PX ||
            box.top < button.top - HAIR_PX);
        if (isOut) found.push(`out of its button: ${nameOf(element)}`);
        shown.push({ element, block, scroller: scrollerOf(element), box, part });
      }
      if (boxes.length > 1) {
        for (const word of brokenWords(node)) found.push(`broken word ${word}: ${nameOf(element)}`);
      }
      const sizeMm = Number.parseFloat(styleOf(element).fontSize) / mm;
      if (sizeMm < TEXT_MM) found.push(`only ${sizeMm.toFixed(2)} mm high: ${nameOf(element)}`);
    }
    return [...found, ...overlaps(shown)];
  }

  /** Texts that overlap, except under elements that may cover others. */
  function overlaps(shown: readonly Shown[]): readonly string[] {
    const found: string[] = [];
    const plain = shown
      .filter(({ element }) => element.closest(LIES_OVER) === null)
      .sort((one, other) => one.box.top - other.box.top);
    plain.forEach((one, index) => {
      for (const other of plain.slice(index + 1)) {
        if (other.box.top >= one.box.bottom) break;
        if (one.block === other.block) continue;
        const isTogether = one.scroller === other.scroller;
        const [a, b] = isTogether ? [one.box, other.box] : [one.part, other.part];
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        const height = Math.min(one.box.bottom - one.box.top, other.box.bottom - other.box.top);
        if (wide > 2 && high > height / 3) {
          found.push(`on top of each other: ${nameOf(one.element)} and ${nameOf(other.element)}`);
        }
      }
    });
    return found;
  }

  /** What a finger on the middle of the visible part would hit instead; elements that may cover others do not count. */
  function coverOf(target: Element, { left, right, top, bottom }: Box): Element | undefined {
    if (right - left < 2 || bottom - top < 2) return undefined;
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const isOurs = hit === null || target.contains(hit) || hit.closest(LIES_OVER) !== null;
    return isOurs ? undefined : hit;
  }

  function targetFaults(front: Element, mm: number, leastMm: number): readonly string[] {
    const found: string[] = [];
    const targets = front.querySelectorAll(
      'button, a[href], input, select, textarea, [role="button"], [role="radio"], [role="tab"]',
    );
    for (const target of targets) {
      const box = target.getBoundingClientRect();
      if (box.width === 0 || !target.checkVisibility()) continue;
      const wide = box.width / mm;
      const high = box.height / mm;
      if (Math.min(wide, high) < leastMm) {
        found.push(`only ${wide.toFixed(1)} × ${high.toFixed(1)} mm: ${nameOf(target)}`);
      }
      const { part, isCut } = seen(target, box);
      if (isCut) found.push(`out of reach: ${nameOf(target)}`);
      const cover = coverOf(target, part);
      if (cover !== undefined) found.push(`under ${nameOf(cover)}: ${nameOf(target)}`);
      const scroller = scrollerOf(target);
      const roomMm = scroller === undefined ? Infinity : scroller.clientHeight / mm;
      if (roomMm < Math.min(high, leastMm)) {
        found.push(`all behind a slit of ${roomMm.toFixed(1)} mm: ${scroller?.className ?? ''}`);
      }
    }
    return found;
  }

  const mm = Number.parseFloat(styleOf(root).getPropertyValue('--mm'));
  const front = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
  const faults = [...textFaults(front, mm), ...targetFaults(front, mm, look.leastMm)];
  const { shows } = look;
  if (shows !== undefined && front.querySelector(`[data-testid="${shows}"]`) === null) {
    faults.push(`${shows} is not there`);
  }
  return [...new Set(faults)];
}

/** One key press as Chromium reports it. */
interface Press {
  readonly key: string;
  readonly control: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
}

/** Keys that move inside a page or edit a field. Letters and digits are single characters. */
const PAGE_KEYS: ReadonlySet<string> = new Set([
  'Tab',
  'Enter',
  'Escape',
  'Backspace',
  'Delete',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Shift',
]);

/** Whether the page may get this key: typing and moving yes, shortcuts never. */
export function isForThePage({ key, control, alt, meta }: Press): boolean {
  return !control && !alt && !meta && (PAGE_KEYS.has(key) || /^.$/u.test(key));
}

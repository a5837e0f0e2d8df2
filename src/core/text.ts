/** Control characters, marks that turn the direction of writing, line separators, halves of a character: nobody sees them. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\ufffd]/u;

/** One line of text whose every character can be seen. */
export function isPlainLine(text: string): boolean {
  return !UNSEEN.test(text);
}

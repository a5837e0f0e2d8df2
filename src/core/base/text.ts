/** Control characters, marks that turn the direction of writing, line separators, halves of a character: nobody sees them. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\ufffd]/u;

/** One line of text whose every character can be seen. */
export function isPlainLine(text: string): boolean {
  return !UNSEEN.test(text);
}

/** Without the mark that some editors put before the first letter of a file; `JSON.parse` takes it for a letter. */
export function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, '');
}

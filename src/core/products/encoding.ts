/*
 * A file that came from anywhere does not say what its bytes mean. Windows-1252, Mac Roman and the code page of DOS (850)
 * write the same letter with other bytes, and each byte is some letter or mark in each of them: read in the wrong one,
 * “Brød” becomes “Br¿d” and hangs on the machine. What tells them apart is whether a character can stand where it stands.
 */

/** Windows-1252 from 0x80 to 0x9f; five bytes mean nothing in it. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const NOTHING = /[\u0081\u008d\u008f\u0090\u009d]/;

const NONE = ' ';
/** The letters of Mac Roman that people write in names, from 0x80 to 0x9f; ™ ends more names than ô. */
const MAC = `ÄÅÇÉÑÖÜáàâä${NONE}åçéèêëí${NONE}îïñó${NONE}${NONE}ö${NONE}ú${NONE}ûü`;
const MAC_ABOVE: Readonly<Record<string, string>> = {
  '\u00a7': 'ß',
  '\u00ae': 'Æ',
  '\u00af': 'Ø',
  '\u00be': 'æ',
  '\u00bf': 'ø',
};
/** The same of code page 850: Excel’s “CSV (MS-DOS)”. */
const DOS: Readonly<Record<string, string>> = {
  '\u0081': 'ü',
  '\u0082': 'é',
  '\u0084': 'ä',
  '\u0086': 'å',
  '\u008e': 'Ä',
  '\u0091': 'æ',
  '\u0092': 'Æ',
  '\u0094': 'ö',
  '\u0099': 'Ö',
  '\u009a': 'Ü',
  '\u009b': 'ø',
};
/** What may stand between two letters, open a word, and not close one. */
const INSIDE = '’–—';
const OPENING = '‘’“„‚‹•–—¿';
const NEVER_CLOSING = '‚„‹‘¿¾¯‰ˆƒ˜';
/** Dashes, quotation marks and dots of Mac Roman; letters in Windows-1252, where none of them stands alone. */
const MAC_MARKS = 'ÐÑÒÓÔÕÉ';
/** The first bytes of most letters in UTF-8; letters that no language of the market begins a word with. */
const LEAD_BYTES = 'ÂÃ';
/** 0xff is what an empty memory is full of. */
const EMPTY_MEMORY = 'ÿ';

const UTF8_LETTER = new RegExp(
  [
    '[\u00c2-\u00df][\u0080-\u00bf]',
    '\u00e0[\u00a0-\u00bf][\u0080-\u00bf]',
    '[\u00e1-\u00ec\u00ee\u00ef][\u0080-\u00bf]{2}',
    '\u00ed[\u0080-\u009f][\u0080-\u00bf]',
    '\u00f0[\u0090-\u00bf][\u0080-\u00bf]{2}',
    '[\u00f1-\u00f3][\u0080-\u00bf]{3}',
    '\u00f4[\u0080-\u008f][\u0080-\u00bf]{2}',
  ].join('|'),
);

const isAbove = (byte: string): boolean => byte > '\u007f';
const isUpper = (letter: string): boolean => letter !== letter.toLowerCase();
const isLower = (letter: string): boolean => letter !== letter.toUpperCase() && letter !== 'ƒ';
const isLetter = (letter: string): boolean => isUpper(letter) || isLower(letter);

const inWindows = (byte: string): string =>
  byte >= '\u0080' && byte <= '\u009f' ? WINDOWS.charAt(byte.charCodeAt(0) - 0x80) : byte;
const inMac = (byte: string): string =>
  byte >= '\u0080' && byte <= '\u009f'
    ? MAC.charAt(byte.charCodeAt(0) - 0x80)
    : (MAC_ABOVE[byte] ?? (isAbove(byte) ? NONE : byte));
const inDos = (byte: string): string => DOS[byte] ?? (isAbove(byte) ? NONE : byte);

/** A character between its neighbours. */
interface Spot {
  readonly letter: string;
  readonly before: string;
  readonly after: string;
}

function spotIn(bytes: string, at: number, meaning: (byte: string) => string): Spot {
  const read = (index: number): string => meaning(bytes.charAt(index));
  return { letter: read(at), before: read(at - 1), after: read(at + 1) };
}

/** A capital stands at the beginning of a word or among capitals. */
function isCapitalFine({ before, after }: Spot): boolean {
  return !isLower(before) && !(isUpper(before) && isLower(after));
}

function isLetterFine(spot: Spot): boolean {
  const { letter, before, after } = spot;
  if (letter === EMPTY_MEMORY) return false;
  const isAlone = !isLetter(before) && !isLetter(after);
  if (isAlone && MAC_MARKS.includes(letter)) return false;
  if (LEAD_BYTES.includes(letter) && !isUpper(before) && !isUpper(after)) return false;
  return !isUpper(letter) || isCapitalFine(spot);
}

function isMarkFine({ letter, before, after }: Spot): boolean {
  if (isLetter(before)) {
    return isLetter(after) ? INSIDE.includes(letter) : !NEVER_CLOSING.includes(letter);
  }
  return !isLetter(after) || OPENING.includes(letter);
}

/** Whether another encoding has a letter here, where a letter can stand. */
function isLetterElsewhere({ letter, before, after }: Spot): boolean {
  if (!isLetter(letter) || !(isLetter(before) || isLetter(after))) return false;
  return isUpper(letter) ? isCapitalFine({ letter, before, after }) : !isUpper(after);
}

/** Ben’s, d’Or: more often than an í. */
function isApostrophe(bytes: string, at: number): boolean {
  const around = bytes.slice(Math.max(0, at - 2), at + 3);
  return /[a-z]\u0092[st](?![a-z])|(?:^|[^a-z])[dlo]\u0092[a-z]/i.test(around);
}

type Evidence = 'against' | 'for' | 'doubtful' | 'none';

function evidenceAt(bytes: string, at: number): Evidence {
  const byte = bytes.charAt(at);
  const spot = spotIn(bytes, at, inWindows);
  if (NOTHING.test(byte)) return 'against';
  const others = [spotIn(bytes, at, inMac), spotIn(bytes, at, inDos)];
  const isKnownElsewhere = others.some(({ letter }) => isLetter(letter));
  if (isLetter(spot.letter)) {
    if (!isLetterFine(spot)) return 'against';
    if (others.some(isLetterElsewhere)) return 'doubtful';
    return isLetter(spot.before) || isLetter(spot.after) ? 'for' : 'none';
  }
  if (!isKnownElsewhere) return 'none';
  if (!isMarkFine(spot)) return 'against';
  if (isApostrophe(bytes, at)) return 'for';
  return others.some(isLetterElsewhere) ? 'doubtful' : 'none';
}

/**
 * A no-break space of Windows-1252 at the edge of a cell. Every reader of cells drops it, so a digit that was damaged into
 * one would make 10 of 100.
 */
const UNSEEN_SPACE = /(?<=(?:^|[,;\t"\r\n]) *)\u00a0|\u00a0(?= *(?:[,;\t"\r\n]|$))/g;

/** What stands in the text for a byte that cannot be read for certain. */
export const LOST_LETTER = '\ufffd';

function placesAbove(bytes: string): readonly number[] {
  return Array.from({ length: bytes.length }, (_none, at) => at).filter((at) =>
    isAbove(bytes.charAt(at)),
  );
}

/** Whether there are letters of UTF-8 among these bytes (each as a character up to 0xff): then it is UTF-8, with damage. */
export function hasUtf8Letter(bytes: string): boolean {
  return bytes.search(UTF8_LETTER) >= 0;
}

/**
 * Reads bytes that are no UTF-8 (each as a character up to 0xff) as Windows-1252. A character that cannot stand where it
 * stands is lost: it is something else. So is one that may be a letter of another encoding, where nothing in the file tells,
 * and a space that nobody would see.
 */
export function readSingleBytes(bytes: string): string {
  const found: Record<Evidence, number[]> = { against: [], for: [], doubtful: [], none: [] };
  for (const at of placesAbove(bytes)) found[evidenceAt(bytes, at)].push(at);
  const isTold = found.against.length > 0 || found.for.length > 0;
  const unseen = Array.from(bytes.matchAll(UNSEEN_SPACE), ({ index }) => index);
  const lost = new Set([...(isTold ? found.against : found.doubtful), ...unseen]);
  return Array.from(bytes, (byte, at) => (lost.has(at) ? LOST_LETTER : inWindows(byte))).join('');
}

/** Letters of other alphabets that look like Latin capitals. */
const LATIN_LOOK_ALIKES = 'АВЕЗІКМНОРСТУХЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ';
const LATIN = 'ABE3IKMHOPCTYXSABEZHIKMNOPTYX';

/** The same for two names that are one selection: `a1` and `A1`; Å in one piece, in two, or as the unit of length. */
export function selectionKey(selection: string): string {
  return selection.normalize('NFKC').toUpperCase();
}

/** The same for two names that a person takes for each other: `O1` and `01`, `Al` and `A1`. */
function shapeOf(selection: string): string {
  return Array.from(selectionKey(selection.replaceAll('l', '1')), (letter) => {
    const place = LATIN_LOOK_ALIKES.indexOf(letter);
    return place < 0 ? letter : LATIN.charAt(place);
  })
    .join('')
    .replaceAll('O', '0')
    .replaceAll('I', '1');
}

/** Two selections that are not one, and look alike. */
export interface LookAlikes {
  readonly one: string;
  readonly other: string;
}

/** Each selection that looks like an earlier one. */
export function lookAlikesIn(selections: readonly string[]): readonly LookAlikes[] {
  const seen = new Map<string, string>();
  const found: LookAlikes[] = [];
  for (const other of selections) {
    const shape = shapeOf(other);
    const one = seen.get(shape);
    if (one === undefined) seen.set(shape, other);
    else if (one !== other) found.push({ one, other });
  }
  return found;
}

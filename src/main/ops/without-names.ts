const HIDDEN = '[person]';
/** Actors that are no person. */
const NOT_PEOPLE: readonly unknown[] = ['machine', 'app', 'reset', 'link', 'command line'];

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

/** Matches whole names in any capitals, the longest first. */
function patternOf(names: readonly string[]): RegExp | undefined {
  const said = [...new Set(names.map((name) => name.trim()))].filter((name) => name !== '');
  if (said.length === 0) return undefined;
  const longestFirst = said.toSorted((a, b) => b.length - a.length).map(escaped);
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
}

function parsed(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

export interface Redactor {
  value(value: unknown): unknown;
  /** Line by line; what is JSON stays JSON. */
  text(text: string): string;
}

/** Removes people’s names from what leaves the machine: the values of `by`, and every known name. */
export function createRedactor(names: readonly string[]): Redactor {
  const pattern = patternOf(names);
  const inText = (text: string): string =>
    pattern === undefined ? text : text.replace(pattern, HIDDEN);

  function ofString(text: string): string {
    const inner = parsed(text);
    return inner === undefined ? inText(text) : JSON.stringify(ofValue(inner));
  }

  function ofField([key, inner]: readonly [string, unknown]): readonly [string, unknown] {
    const isPerson = key === 'by' && typeof inner === 'string' && !NOT_PEOPLE.includes(inner);
    return [inText(key), isPerson ? HIDDEN : ofValue(inner)];
  }

  function ofValue(value: unknown): unknown {
    if (typeof value === 'string') return ofString(value);
    if (Array.isArray(value)) return value.map(ofValue);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(ofField));
  }

  return { value: ofValue, text: (text) => text.split('\n').map(ofString).join('\n') };
}

/** The same in every scene of one exploration. */
const CONSTANT: readonly string[] = ['reference', 'checkInId', 'currency', 'terms'];

/** Every field but times (…Ms), which mean nothing here, in the order they stand. */
function write(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  let text = '{';
  for (const name in value) {
    if (name.endsWith('Ms') || CONSTANT.includes(name)) continue;
    const field: unknown = Reflect.get(value, name);
    if (field !== undefined) text += `${name}:${write(field)},`;
  }
  return `${text}}`;
}

/** Equal plain data has one number. Data never changes: what was numbered once is kept. */
const numbers = new Map<string, number>();
const ofObjects = new WeakMap<object, number>();

export function numberOfText(text: string): number {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  numbers.set(text, numbers.size);
  return numbers.size - 1;
}

export function numberOf(value: object): number {
  const known = ofObjects.get(value);
  if (known !== undefined) return known;
  const number = numberOfText(write(value));
  ofObjects.set(value, number);
  return number;
}

export function listNumber(items: readonly object[]): number {
  const known = ofObjects.get(items);
  if (known !== undefined) return known;
  const number = numberOfText(`list ${items.map(numberOf).join(' ')}`);
  ofObjects.set(items, number);
  return number;
}

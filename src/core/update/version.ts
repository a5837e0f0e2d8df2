/** `1.2.3`: three numbers, as in package.json. Nothing else is released to machines. */
const VERSION = /^(\d{1,5})\.(\d{1,5})\.(\d{1,5})$/;

export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

/** Below 0: `one` is older than `other`. Both are versions. */
export function compareVersions(one: string, other: string): number {
  const numbers = other.split('.').map(Number);
  const apart = one.split('.').map((digits, place) => Number(digits) - (numbers[place] ?? 0));
  return apart.find((difference) => difference !== 0) ?? 0;
}

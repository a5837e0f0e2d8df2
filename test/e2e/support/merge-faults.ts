/** Merges `screen size mode language: what` into one line per screen and fault. */
export function mergeFaults(faults: readonly string[]): readonly string[] {
  const looks = new Map<string, string[]>();
  for (const fault of faults) {
    const at = fault.indexOf(': ');
    const [screen = '', ...look] = fault.slice(0, at).split(' ');
    const what = `${screen}: ${fault.slice(at + 2)}`;
    looks.set(what, [...(looks.get(what) ?? []), look.join(' ')]);
  }
  return [...looks].map(([what, where]) => `${what} [${where.join('; ')}]`);
}

/** Many faults are one fault in many looks: `screen size mode language: what` become one line for each screen and what. */
export function inShort(faults: readonly string[]): readonly string[] {
  const looks = new Map<string, string[]>();
  for (const fault of faults) {
    const at = fault.indexOf(': ');
    const [screen = '', ...look] = fault.slice(0, at).split(' ');
    const what = `${screen}: ${fault.slice(at + 2)}`;
    looks.set(what, [...(looks.get(what) ?? []), look.join(' ')]);
  }
  return [...looks].map(([what, where]) => `${what} [${where.join('; ')}]`);
}

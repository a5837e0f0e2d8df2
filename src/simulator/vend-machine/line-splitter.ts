/** Splits the host's bytes into lines. */
export function lineSplitter(onLine: (line: string) => void): (bytes: Uint8Array) => void {
  let rest = '';
  return (bytes) => {
    rest += Buffer.from(bytes).toString('latin1');
    const lines = rest.split(/[\r\n]+/);
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') onLine(line);
  };
}

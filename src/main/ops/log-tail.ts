/** Lines that are kept for a support bundle. */
const KEPT_LINES = 1_000;

/** The last lines of the log, as they were written: secrets are hidden before they come here. */
export interface LogTail {
  keep(line: string): void;
  text(): string;
}

export function createLogTail(): LogTail {
  const lines: string[] = [];
  return {
    keep: (line) => {
      lines.push(line);
      if (lines.length > KEPT_LINES) lines.shift();
    },
    text: () => lines.join(''),
  };
}

/** How many lines a support bundle gets. */
const KEPT_LINES = 1_000;

/** Keeps the last lines of the log. Secrets were removed before they reach it. */
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

import { appendFileSync } from 'node:fs';

/** `[pid:date/time:ERROR:file.cc(line)] text`: Chromium's own log, but for its last words. */
const CHROMIUM = /^\[\d+:\d{4}\/\d{6}\.\d+:(?!FATAL)[A-Z]+\d*:/;

/**
 * Most of Chromium's log is switched off (`--log-level=3`). What is written before the switch counts, or by a library of its own,
 * goes into a file; every other line is passed on: our log lines, sentences, and whatever is new.
 */
export function withoutChromium(
  file: string,
  passOn: (text: string) => void,
): (text: string) => void {
  let rest = '';
  return (text) => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (CHROMIUM.test(line)) appendFileSync(file, `${line}\n`);
      else passOn(`${line}\n`);
    }
  };
}

import { appendFileSync } from 'node:fs';

/** `[pid:date/time:ERROR:file.cc(line)] text`: a line of Chromium's log, unless fatal. */
const CHROMIUM = /^\[\d+:\d{4}\/\d{6}\.\d+:(?!FATAL)[A-Z]+\d*:/;

/**
 * `--log-level=3` disables most of Chromium's log. What it writes before it reads the switch, and what its libraries write,
 * goes into a file; every other line is passed on: our log lines, sentences, anything unknown.
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

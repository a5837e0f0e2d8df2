/** Longer input is no PIN and no code. */
const LONGEST_INPUT = 200;

/** The first line of stdin: the process list would show a secret on the command line. */
export async function firstLineOfInput(): Promise<string> {
  let text = '';
  for await (const piece of process.stdin) {
    text += String(piece);
    if (text.length > LONGEST_INPUT || text.includes('\n')) break;
  }
  return text.split('\n')[0]?.trim() ?? '';
}

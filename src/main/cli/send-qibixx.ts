import { COMMANDS, setCommand, startCommand } from '#contract/qibixx/commands.ts';
import { createLineDecoder, encodeLine } from '#contract/qibixx/line-decoder.ts';
import { decodeResponse } from '#contract/qibixx/responses.ts';
import { KioskError } from '#core/base/errors.ts';
import type { Clock } from '#core/base/ports.ts';
import { amountSentence, readAmount } from '#core/money/typed-amount.ts';
import { lineOf } from '../vend/create-controller.ts';
import type { SendVerb } from './send-verb.ts';
import type { Words } from './parse-words.ts';

/** The decimals that the driver sets too. */
const DECIMALS = 2;
const ANSWER_MS = 2_000;
/** After this silence the answer is complete. */
const QUIET_MS = 700;

export interface QibixxVerb extends SendVerb {
  readonly make: (words: Words) => string;
}

function credit(text: string | undefined): string {
  const amount = readAmount(text ?? '');
  if (!amount.ok) {
    throw new KioskError('input/invalid', `“${text ?? ''}” ${amountSentence(amount.error)}.`);
  }
  if (amount.value > 0) return startCommand(amount.value, DECIMALS);
  throw new KioskError('input/invalid', `“${text ?? ''}” must be an amount like 25.00.`);
}

function setting(text: string | undefined): string {
  const match = /^([a-z-]{1,30})=([ -+\--~]{1,40})$/.exec(text ?? '');
  const [, name = '', value = ''] = match ?? [];
  if (match !== null) return setCommand(name, value);
  throw new KioskError('input/invalid', `“${text ?? ''}” must look like mdb-timeout=60.`);
}

/** Has no command that approves a vend: only a sale does that. */
export const QIBIXX_VERBS: Readonly<Record<string, QibixxVerb>> = {
  version: { usage: 'version', does: 'asks', make: () => COMMANDS.version },
  on: { usage: 'on', does: 'changes the board', make: () => COMMANDS.on },
  off: { usage: 'off', does: 'changes the board', make: () => COMMANDS.off },
  stop: { usage: 'stop', does: 'changes the board', make: () => COMMANDS.stop },
  deny: { usage: 'deny', does: 'changes the board', make: () => COMMANDS.deny },
  set: {
    usage: 'set <parameter>=<value>',
    does: 'changes the board',
    make: ([text]) => setting(text),
  },
  credit: { usage: 'credit <amount>', does: 'gives credit', make: ([text]) => credit(text) },
};

interface Sending {
  readonly path: string;
  readonly clock: Clock;
  readonly say: (words: unknown) => Promise<void>;
  readonly words: Words;
}

/** Sends one line and prints the answers. Throws `serial/unavailable` or `serial/timeout`. */
export async function sendToAdapter(
  verb: QibixxVerb,
  { path, clock, say, words }: Sending,
): Promise<void> {
  const line = verb.make(words);
  const decoder = createLineDecoder();
  const heard: string[] = [];
  let onQuiet: (how: 'quiet' | 'lost') => void = () => undefined;
  const over = new Promise<'quiet' | 'lost'>((resolve) => {
    onQuiet = resolve;
  });
  let cancel: () => void = () => undefined;
  const opened = await lineOf('qibixx')(path, {
    onBytes: (bytes) => {
      for (const text of decoder.push(bytes).lines) {
        heard.push(text);
        void say({ answer: decodeResponse(text, DECIMALS), line: text });
        cancel();
        cancel = clock.setTimer(QUIET_MS, () => {
          onQuiet('quiet');
        });
      }
    },
    onLost: () => {
      onQuiet('lost');
    },
  });
  if (!opened.ok) throw new KioskError('serial/unavailable', `${opened.error}.`);
  await say({ sent: line });
  await opened.value.write(encodeLine(line, 'lf'));
  cancel = clock.setTimer(ANSWER_MS, () => {
    onQuiet('quiet');
  });
  const how = await over;
  await opened.value.close();
  if (how === 'lost') throw new KioskError('serial/unavailable', `${path} was unplugged.`);
  if (heard.length === 0) throw new KioskError('serial/timeout', 'The adapter did not answer.');
}

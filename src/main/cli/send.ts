import { KioskError } from '#core/base/errors.ts';
import type { Clock } from '#core/base/ports.ts';
import { QIBIXX_VERBS, sendToAdapter } from './send-qibixx.ts';
import type { SendVerb } from './send-verb.ts';
import { sendToBoard, XY_VERBS } from './send-xy.ts';

/** Confirms a command that turns, sells or switches something. */
export const YES = '--yes';

interface SendRequest {
  readonly driver: string;
  readonly path: string;
  readonly words: readonly string[];
  readonly isMeant: boolean;
  readonly clock: Clock;
  readonly say: (words: unknown) => Promise<void>;
}

function usageOf(verbs: Readonly<Record<string, SendVerb>>): string {
  return Object.values(verbs)
    .map(({ usage }) => usage)
    .join(', ');
}

function pick<Verb extends SendVerb>(
  verbs: Readonly<Record<string, Verb>>,
  { driver, words, isMeant }: SendRequest,
): Verb {
  const [name = '', ...rest] = words;
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (verb === undefined) {
    throw new KioskError('input/invalid', `To ${driver} one can send: ${usageOf(verbs)}.`);
  }
  if (rest.length > (verb.usage.match(/[<[]/g)?.length ?? 0)) {
    throw new KioskError('input/invalid', `Say hardware send ${verb.usage}.`);
  }
  if (verb.does !== 'asks' && !isMeant) {
    throw new KioskError('input/invalid', `${name} ${verb.does}: add ${YES} if that is meant.`);
  }
  return verb;
}

/** Sends one command over a line and prints the decoded answer. Does not open a line that a kiosk holds. */
export async function send(request: SendRequest): Promise<void> {
  const { driver, path, clock, say } = request;
  const words = request.words.slice(1);
  if (driver === 'xy') await sendToBoard(pick(XY_VERBS, request), { path, clock, say, words });
  else await sendToAdapter(pick(QIBIXX_VERBS, request), { path, clock, say, words });
}

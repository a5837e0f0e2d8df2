import type { TrafficLine, TrafficMeaning, TrafficWord } from '#core/vend/traffic.ts';
import { parseAmount } from './amount.ts';
import { COMMANDS } from './commands.ts';
import { decodeResponse, type Response } from './responses.ts';

const says = (word: TrafficWord, values: TrafficMeaning['values'] = {}): TrafficMeaning => ({
  word,
  values,
});

const STATUS_WORDS = {
  inactive: 'machineInactive',
  disabled: 'machineDisabled',
  enabled: 'machineEnabled',
  idle: 'creditShown',
} as const;
const ERROR_WORDS = { 1: 'choiceTakenBack', 3: 'notDropped', 5: 'machineReset' } as const;
const PLAIN_WORDS = {
  configured: 'settingTaken',
  off: 'adapterOff',
  on: 'adapterOn',
  vendSuccess: 'dropped',
  approvalRefused: 'approvalTooLate',
  startRefused: 'creditRefused',
  alreadyOn: 'alreadyOn',
  isOff: 'notSwitchedOn',
  denied: 'denied',
  acknowledged: 'acknowledged',
  quieted: 'acknowledged',
  notUnderstood: 'notUnderstood',
  unknown: 'unknown',
} as const;

function explainResponse(response: Response): TrafficMeaning {
  switch (response.kind) {
    case 'version':
      return says('version', { firmware: response.firmware });
    case 'status':
      return says(STATUS_WORDS[response.status]);
    case 'vendRequest':
      return says('choice', { item: response.item ?? '–', amountMinor: response.priceMinor });
    case 'vendError':
      return says(ERROR_WORDS[response.code], { item: '', code: String(response.code) });
    case 'vendSuccess':
      return says('dropped', { item: '' });
    default:
      return says(PLAIN_WORDS[response.kind]);
  }
}

const PLAIN_COMMANDS: ReadonlyMap<string, TrafficWord> = new Map<string, TrafficWord>([
  [COMMANDS.version, 'askVersion'],
  [COMMANDS.off, 'switchOff'],
  [COMMANDS.on, 'switchOn'],
  [COMMANDS.stop, 'endCredit'],
  [COMMANDS.deny, 'deny'],
  ...COMMANDS.quiet.map((line): [string, TrafficWord] => [line, 'quiet']),
]);

function explainCommand(line: string, decimals: number): TrafficMeaning {
  const plain = PLAIN_COMMANDS.get(line);
  if (plain !== undefined) return says(plain);
  const setting = /^C,SETCONF,([^=]*)=(.*)$/.exec(line);
  if (setting !== null)
    return says('setting', { name: `${String(setting[1])} = ${String(setting[2])}` });
  const money = /^C,(START|VEND),(.*)$/.exec(line);
  const amountMinor = parseAmount(String(money?.[2]), decimals);
  if (amountMinor === undefined) return says('unknown');
  return says(money?.[1] === 'START' ? 'offerCredit' : 'approve', { amountMinor });
}

/** What a line to or from a Qibixx adapter means. */
export function explainQibixx(
  { direction, raw }: Pick<TrafficLine, 'direction' | 'raw'>,
  decimals: number,
): TrafficMeaning {
  return direction === 'in'
    ? explainResponse(decodeResponse(raw, decimals))
    : explainCommand(raw, decimals);
}

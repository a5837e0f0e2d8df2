import { COMMANDS, CURRENCY_CODES, setCommand } from '#contract/qibixx/commands.ts';
import type { Currency } from '#core/money/money.ts';
import type { Log } from '#core/base/ports.ts';
import type { QibixxOptions } from './options.ts';
import type { AdapterQuestions } from './questions.ts';

/** What an adapter may answer to a setting. */
export const SETTING_ANSWERS = ['configured', 'notUnderstood', 'alreadyOn'] as const;

export interface AdapterSettings {
  readonly options: QibixxOptions;
  readonly sessionMode: 'authorise-first' | 'always-idle';
  readonly currency: Currency;
}

export interface StartUpDeps extends AdapterSettings {
  readonly path: string;
  readonly log: Log;
  readonly questions: AdapterQuestions;
  readonly write: (line: string) => Promise<void>;
  /** A newer start-up or a stop has taken over. */
  readonly isOver: () => boolean;
  /** From here on status lines belong to this start-up. */
  readonly onSwitching: () => void;
}

export function settingsOf({
  options,
  sessionMode,
  currency,
}: AdapterSettings): readonly (readonly [string, string])[] {
  return [
    ['mdb-always-idle', sessionMode === 'always-idle' ? '1' : '0'],
    ['mdb-currency-code', options.currencyCode ?? CURRENCY_CODES[currency]],
    [options.addressParameter, options.mdbAddress],
    ['mdb-decimal-places', String(options.decimalPlaces)],
    ['mdb-scale-factor', String(options.scaleFactor)],
    ['mdb-timeout', String(options.mdbTimeoutSeconds)],
    ['mdb-cashsale-enabled', '1'],
  ];
}

/**
 * The start-up sequence (vend-hardware §3.4): settings are volatile and are sent at every opening.
 * @returns why the adapter cannot be used; undefined: it is on, or a newer start-up has taken over
 */
export async function startUp(deps: StartUpDeps): Promise<string | undefined> {
  const { questions, isOver } = deps;
  const version = await questions.ask(COMMANDS.version, ['version']);
  if (isOver()) return undefined;
  if (version === undefined) return `no adapter answers at ${deps.path}`;
  for (const line of COMMANDS.quiet) await deps.write(line);
  await questions.ask(COMMANDS.off, ['off', 'isOff']);
  for (const [parameter, value] of settingsOf(deps)) {
    if (isOver()) return undefined;
    const answer = await questions.ask(setCommand(parameter, value), SETTING_ANSWERS);
    // A firmware may not know a setting; an adapter that ignores one is out of order.
    if (answer === 'notUnderstood') {
      deps.log.warn('vend.setting-not-taken', { parameter, value });
    } else if (answer !== 'configured') return `the adapter does not take its setting ${parameter}`;
  }
  if (isOver()) return undefined;
  deps.onSwitching();
  const isOn = await questions.ask(COMMANDS.on, ['on', 'status', 'alreadyOn']);
  return isOn === undefined ? 'the adapter does not switch on' : undefined;
}

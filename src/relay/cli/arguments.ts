import { KioskError } from '#core/base/errors.ts';
import { parseArgs } from 'node:util';

/** What was typed: `machine add vm-1 --config relay.json`. */
export interface Arguments {
  /** `machine` */
  readonly name: string | undefined;
  /** `add`, `vm-1` */
  readonly words: readonly string[];
  readonly options: {
    readonly config?: string | undefined;
    readonly 'sales-unit'?: string | undefined;
    readonly location?: string | undefined;
    /** A list of machines. */
    readonly file?: string | undefined;
    /** Prints JSON instead of a list for a person. */
    readonly json?: boolean | undefined;
    /** Tries a whole payment. */
    readonly payment?: boolean | undefined;
    /** Of the test user who pays, with the country's number. */
    readonly phone?: string | undefined;
    /** Databases, `sqlite:<file>` or `postgresql://…`; or the file of a backup. */
    readonly from?: string | undefined;
    readonly to?: string | undefined;
  };
}

/** Throws `input/invalid`. */
export function parseArguments(): Arguments {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    const { values, positionals } = parseArgs({
      options: {
        ...{ config: text, 'sales-unit': text, location: text, file: text },
        ...{ json: flag, payment: flag, phone: text },
        ...{ from: text, to: text },
      },
      allowPositionals: true,
    });
    const [name, ...words] = positionals;
    return { name, words, options: values };
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split(/[.\n]/)[0] ?? '') : '';
    throw new KioskError('input/invalid', `${reason}.`, { cause });
  }
}

/** @param hint what to type, such as `--to backup.db` */
export function required(value: string | undefined, name: string, hint?: string): string {
  if (value !== undefined && value !== '') return value;
  const more = hint === undefined ? '' : `: say ${hint}`;
  throw new KioskError('input/invalid', `${name} is missing${more}.`);
}

export function notUnderstood(words: string): KioskError {
  return new KioskError('input/invalid', `“${words}” is not understood.`);
}

/** Prints one line of JSON on stdout. */
export function print(answer: unknown): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

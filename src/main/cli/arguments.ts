import { KioskError } from '#core/base/errors.ts';
import { parseArgs } from 'node:util';

/** What a person typed after the command's name: options with a value, and the rest in order. */
export interface TypedArguments {
  readonly rest: readonly string[];
  optional(name: string): string | undefined;
  /** Throws `input/invalid` when it is missing. */
  required(name: string): string;
}

/** Reads `--name value` pairs; anything unknown is bad input. */
export function readArguments(typed: readonly string[], names: readonly string[]): TypedArguments {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const parsed = attempt(typed, options);
  const optional = (name: string): string | undefined => {
    const value = parsed.values[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    rest: parsed.positionals,
    optional,
    required: (name) => {
      const value = optional(name);
      if (value !== undefined && value !== '') return value;
      throw new KioskError('input/invalid', `--${name} is missing.`);
    },
  };
}

function attempt(
  typed: readonly string[],
  options: Readonly<Record<string, { readonly type: 'string' }>>,
): { readonly values: Readonly<Record<string, unknown>>; readonly positionals: readonly string[] } {
  try {
    return parseArgs({ args: [...typed], options, allowPositionals: true, strict: true });
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split(/[.\n]/)[0] ?? '') : '';
    throw new KioskError('input/invalid', `${reason}.`, { cause });
  }
}

/** Throws `input/invalid` unless `text` is a port number. */
export function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (port <= 65_535) return port;
  throw new KioskError('input/invalid', `--status-port ${text} is not a port (0 to 65535).`);
}

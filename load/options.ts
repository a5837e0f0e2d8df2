import { KioskError } from '#core/base/errors.ts';
import { parseArgs } from 'node:util';
import { FAULTS, isFaultName, type FaultName } from './faults.ts';

/** What one run of the load generator does. */
export interface LoadOptions {
  readonly machines: number;
  readonly salesPerSecond: number;
  readonly seconds: number;
  /** Relay processes to start. */
  readonly relays: number;
  /** `sqlite`, or a PostgreSQL database of its own: `postgresql://…`. */
  readonly database: string;
  readonly faults: readonly FaultName[];
  /** Seconds between two strikes of a fault that comes back. */
  readonly faultEvery: number;
  /** Shell command that restarts PostgreSQL, for the fault `database-restarted`. */
  readonly databaseRestart: string | undefined;
  /** Shell command that ends PostgreSQL and promotes its standby, for `database-fails-over`. */
  readonly databaseFailover: string | undefined;
  /** `relay.json` of relays that run already: none is started then. */
  readonly config: string | undefined;
  /** Where to write the picture. */
  readonly plot: string | undefined;
}

export const USAGE =
  'Say npm run load -- --machines N --sales-per-second S --seconds T [--relays K] [--database sqlite|postgresql://…] ' +
  '[--fault NAME …] [--fault-every SECONDS] [--database-restart COMMAND] [--database-failover COMMAND] [--config relay.json] [--plot file.svg]. ' +
  `Faults: ${Object.keys(FAULTS).join(', ')}.`;

const BOUNDS = {
  machines: { least: 1, most: 20_000, isWhole: true },
  'sales-per-second': { least: 0, most: 1_000, isWhole: false },
  seconds: { least: 1, most: 86_400, isWhole: true },
  relays: { least: 1, most: 16, isWhole: true },
  'fault-every': { least: 1, most: 3_600, isWhole: true },
} as const;

function invalid(sentence: string): never {
  throw new KioskError('input/invalid', sentence);
}

function numberOf(name: keyof typeof BOUNDS, text: string): number {
  const { least, most, isWhole } = BOUNDS[name];
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  const isFit = value >= least && value <= most && (!isWhole || Number.isInteger(value));
  if (isFit) return value;
  const kind = isWhole ? 'a whole number' : 'a number';
  return invalid(`--${name} must be ${kind} from ${String(least)} to ${String(most)}.`);
}

function faultsOf(names: readonly string[]): readonly FaultName[] {
  return names.map((name) =>
    isFaultName(name)
      ? name
      : invalid(`There is no fault “${name}”: ${Object.keys(FAULTS).join(', ')}.`),
  );
}

function parse(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    machines: text,
    'sales-per-second': text,
    seconds: text,
    relays: text,
    database: text,
    fault: { type: 'string', multiple: true },
    'fault-every': text,
    'database-restart': text,
    'database-failover': text,
    config: text,
    plot: text,
  } as const;
  try {
    return parseArgs({ args: [...words], options }).values;
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split(/[.\n]/)[0] ?? '') : '';
    return invalid(`${reason}.`);
  }
}

function checkTogether(options: LoadOptions): void {
  const { database, relays, faults, config } = options;
  const isPostgres = /^postgres(ql)?:\/\//.test(database);
  if (database !== 'sqlite' && !isPostgres) invalid('--database must be sqlite or postgresql://….');
  if (relays > 1 && !isPostgres) {
    invalid('One relay process only can use SQLite: say --database postgresql://… for more.');
  }
  for (const [fault, flag, command] of [
    ['database-restarted', '--database-restart', options.databaseRestart],
    ['database-fails-over', '--database-failover', options.databaseFailover],
  ] as const) {
    if (faults.includes(fault) && (!isPostgres || command === undefined))
      invalid(`The fault ${fault} needs PostgreSQL and ${flag} COMMAND.`);
  }
  const ownRelay = faults.find((name) => FAULTS[name].needsOwnRelays);
  if (config !== undefined && ownRelay !== undefined) {
    invalid(`The fault ${ownRelay} needs relays that this program starts: leave --config out.`);
  }
}

/** Throws `input/invalid`. */
export function readOptions(words: readonly string[]): LoadOptions {
  const typed = parse(words);
  const required = (name: 'machines' | 'sales-per-second' | 'seconds'): number =>
    numberOf(name, typed[name] ?? invalid(`--${name} is missing. ${USAGE}`));
  const options: LoadOptions = {
    machines: required('machines'),
    salesPerSecond: required('sales-per-second'),
    seconds: required('seconds'),
    relays: numberOf('relays', typed.relays ?? '1'),
    database: typed.database ?? 'sqlite',
    faults: faultsOf(typed.fault ?? []),
    faultEvery: numberOf('fault-every', typed['fault-every'] ?? '5'),
    databaseRestart: typed['database-restart'],
    databaseFailover: typed['database-failover'],
    config: typed.config,
    plot: typed.plot,
  };
  checkTogether(options);
  return options;
}

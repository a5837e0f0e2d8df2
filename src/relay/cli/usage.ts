import { KioskError } from '#core/base/errors.ts';
import type { Arguments } from './arguments.ts';

type Option = keyof Arguments['options'];

interface Usage {
  /** Each form of the command. */
  readonly forms: readonly string[];
  /** The options that it takes. */
  readonly options: readonly Option[];
}

/** Every command, in the order in which an operator meets them. */
const COMMANDS: Readonly<Record<string, Usage>> = {
  serve: { forms: ['serve'], options: ['config'] },
  check: {
    forms: ['check [--json] [--payment [--phone <number>]]'],
    options: ['config', 'json', 'payment', 'phone'],
  },
  machine: {
    forms: [
      'machine add <id> --sales-unit <msn> --location <text>',
      'machine add --file <machines.csv>',
      'machine list [--json]',
      'machine code <id>',
      'machine replace <id>',
      'machine ring <id> <test|early|all>',
      'machine rotate <id>',
      'machine remove <id>',
    ],
    options: ['config', 'sales-unit', 'location', 'file', 'json'],
  },
  webhook: { forms: ['webhook list', 'webhook remove <id>'], options: ['config'] },
  alert: { forms: ['alert test'], options: ['config'] },
  backup: { forms: ['backup', 'backup --to <file>'], options: ['config', 'to'] },
  restore: { forms: ['restore --from <file>'], options: ['config', 'from'] },
  database: {
    forms: ['database move --from <database> --to <database>'],
    options: ['config', 'from', 'to'],
  },
};

function anyOf(forms: readonly string[]): string {
  const last = forms.at(-1) ?? '';
  return forms.length === 1 ? last : `${forms.slice(0, -1).join(', ')} or ${last}`;
}

/** What can be typed: the forms of one command, or the names of all. */
export function usage(name?: string): KioskError {
  const known = name === undefined ? undefined : COMMANDS[name];
  if (known === undefined) {
    const commands = anyOf(Object.keys(COMMANDS));
    const sentence = `Say ${commands}, with --config relay.json; each says more when it is typed alone.`;
    return new KioskError('input/invalid', sentence);
  }
  const config = name === 'database' ? '' : ', with --config relay.json';
  return new KioskError('input/invalid', `Say ${anyOf(known.forms)}${config}.`);
}

/** Refuses an option that belongs to another command: it was meant to do something. Throws `input/invalid`. */
export function checkOptions({ name = '', options }: Arguments): void {
  const known = COMMANDS[name];
  if (known === undefined) throw usage();
  const typed = Object.keys(options);
  const surplus = typed.find((option) => !known.options.some((own) => own === option));
  if (surplus === undefined) return;
  const sentence = `--${surplus} does not belong to ${name}: say ${anyOf(known.forms)}.`;
  throw new KioskError('input/invalid', sentence);
}

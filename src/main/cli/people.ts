import { KioskError } from '#core/base/errors.ts';
import type { Result } from '#core/base/result.ts';
import { COMMAND_LINE, type ChangeRefusal } from '#core/changes/audit-log.ts';
import { LONGEST_NAME, type PersonRecord } from '#core/people/people.ts';
import { PERSON_ROLES, type PersonRole } from '#core/people/person.ts';
import { LANGUAGES, type Language } from '#core/base/language.ts';
import { isEasyPin, isPin } from '#core/people/pin.ts';
import { ulid } from 'ulid';
import { createSystemClock } from '../runtime/clock.ts';
import { addPerson } from '../service/add-person.ts';
import { hashPin } from '../service/pin-hash.ts';
import { readArguments, type TypedArguments } from './arguments.ts';
import { firstLineOfInput } from './first-line.ts';
import { withStores } from './with-stores.ts';
import { writeOut } from './write-out.ts';

const SENTENCES: Readonly<Partial<Record<ChangeRefusal, string>>> = {
  'last-owner': 'Somebody must be left who may add people: make another owner first.',
  'name-taken': 'Somebody of that name is there already.',
};

const bad = (sentence: string): KioskError => new KioskError('input/invalid', sentence);

function roleOf(text: string): PersonRole {
  const role = PERSON_ROLES.find((one) => one === text);
  if (role !== undefined) return role;
  throw bad(`--role ${text} must be ${PERSON_ROLES.join(' or ')}.`);
}

function languageOf(text: string): Language {
  const language = LANGUAGES.find((one) => one === text);
  if (language !== undefined) return language;
  throw bad(`--language ${text} must be one of ${LANGUAGES.join(', ')}.`);
}

function nameOf(given: TypedArguments): string {
  const [, name = '', surplus] = given.rest;
  const trimmed = name.trim();
  if (surplus === undefined && trimmed !== '' && trimmed.length <= LONGEST_NAME) return trimmed;
  throw bad(`Say one name of at most ${String(LONGEST_NAME)} characters, in quotation marks.`);
}

async function pinFromStdin(): Promise<string> {
  const pin = await firstLineOfInput();
  if (!isPin(pin)) throw bad('Give a PIN of six digits on standard input.');
  if (isEasyPin(pin)) throw bad('This PIN is what anybody would try first: take another.');
  return pin;
}

function expectDone(done: Result<number, ChangeRefusal>): void {
  if (done.ok) return;
  const sentence = SENTENCES[done.error];
  if (sentence !== undefined) throw bad(sentence);
  throw new KioskError('store/unwritable', 'The database cannot be written now. Try again.');
}

/** What the command prints of a person: never the PIN's hash. */
function lineOf({
  personId,
  name,
  role,
  language,
}: Pick<PersonRecord, 'personId' | 'name' | 'role' | 'language'>): string {
  return `${JSON.stringify({ personId, name, role, language })}\n`;
}

async function add(given: TypedArguments): Promise<void> {
  const name = nameOf(given);
  const role = roleOf(given.required('role'));
  const language = languageOf(given.optional('language') ?? 'nb');
  const pinHash = await hashPin(await pinFromStdin());
  await withStores(given.required('data-dir'), async (stores) => {
    const person = { personId: ulid(), name, role, language, pinHash };
    const clock = createSystemClock();
    expectDone(addPerson({ ...stores, clock }, { by: COMMAND_LINE, person }));
    await writeOut(lineOf(person));
  });
}

async function list(given: TypedArguments): Promise<void> {
  const found = await withStores(given.required('data-dir'), ({ people }) => people.all());
  for (const person of found) if (person.isActive) await writeOut(lineOf(person));
}

async function remove(given: TypedArguments): Promise<void> {
  const name = nameOf(given);
  await withStores(given.required('data-dir'), ({ people, changes }) => {
    const found = people
      .all()
      .find((one) => one.isActive && one.name.toLowerCase() === name.toLowerCase());
    if (found === undefined) throw bad(`There is nobody called ${name} on this machine.`);
    const patches = [
      { subject: 'person', id: found.personId, field: 'isActive', old: true, new: false },
    ] as const;
    expectDone(
      changes.apply({ kind: 'personRemoved', by: COMMAND_LINE, patches, detail: found.name }),
    );
  });
}

const VERBS: Readonly<Record<string, (given: TypedArguments) => Promise<void>>> = {
  add,
  list,
  remove,
};

/** `people add <name> --role … [--language nb]` with the PIN on stdin, `people list`, `people remove <name>`. */
export async function runPeople(typed: readonly string[]): Promise<void> {
  const given = readArguments(typed, ['role', 'language', 'data-dir']);
  const [verb = ''] = given.rest;
  const work = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (work === undefined) throw bad('Say people add <name>, people list or people remove <name>.');
  await work(given);
}

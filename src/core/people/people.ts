import type { PinAttempts } from './lock-out.ts';
import type { PersonRole } from './person.ts';
import type { Language } from '../base/language.ts';

/** Somebody who may sign in, or might once. */
export interface PersonRecord {
  readonly personId: string;
  readonly name: string;
  readonly role: PersonRole;
  readonly language: Language;
  /** False: has been removed; the name stays readable in the change log. */
  readonly isActive: boolean;
  /** Wall clock. */
  readonly addedAtMs: number;
  /** The PIN, hashed with its salt and parameters. */
  readonly pinHash: string;
  readonly tries: PinAttempts;
}

export type NewPerson = Omit<PersonRecord, 'isActive' | 'tries'>;

/** The people of this machine. What can be undone about them goes through the change log; this is the rest. */
export interface People {
  /** Oldest first, removed ones as well. */
  all(): readonly PersonRecord[];
  find(personId: string): PersonRecord | undefined;
  /** Not active yet: the change log's own patch makes it so. Throws `store/unwritable`. */
  insert(person: NewPerson): void;
  /** Forgets the wrong tries as well. Throws `store/unwritable`. */
  setPin(personId: string, pinHash: string): void;
  /** Throws `store/unwritable`. */
  noteTries(personId: string, tries: PinAttempts): void;
}

/** The longest name, characters. */
export const LONGEST_NAME = 40;

/** What no change of the people may lead to; undefined: all is well. */
export function peopleProblem(
  people: readonly Pick<PersonRecord, 'name' | 'role' | 'isActive'>[],
): 'last-owner' | 'name-taken' | undefined {
  const active = people.filter((person) => person.isActive);
  // Somebody must be left who may add people.
  if (!active.some((person) => person.role === 'owner')) return 'last-owner';
  const names = new Set(active.map((person) => person.name.toLowerCase()));
  return names.size < active.length ? 'name-taken' : undefined;
}

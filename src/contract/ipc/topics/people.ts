import { PERSON_ROLES, type PersonRole } from '#core/people/person.ts';
import { LANGUAGES, type Language } from '#core/base/language.ts';
import { z } from 'zod';
import type { Call, NoInput } from '../call.ts';
import { personNameSchema, pinSchema } from '../person-schemas.ts';
import type { SignInName } from './session.ts';

/** Somebody who may sign in, as the owner sees it. */
export interface PersonView extends SignInName {
  /** Wall clock. */
  readonly addedAtMs: number;
}

interface Changed {
  /** Of the change, to take it back with `undoChange`; undefined: nothing was different. */
  readonly sequence: number | undefined;
}

/** The people of this machine. Owners only. Refused with `name-taken`, `last-owner`, `no-such-person`, `pin-too-easy`. */
export interface PeopleCallMap {
  /** Oldest first, without those who were removed. */
  readonly listPeople: Call<NoInput, readonly PersonView[]>;
  readonly addPerson: Call<
    {
      readonly name: string;
      readonly role: PersonRole;
      readonly language: Language;
      readonly pin: string;
    },
    Changed
  >;
  readonly editPerson: Call<
    {
      readonly personId: string;
      readonly name?: string | undefined;
      readonly role?: PersonRole | undefined;
      readonly language?: Language | undefined;
    },
    Changed
  >;
  /** A new PIN also ends a lock-out. Cannot be taken back. */
  readonly setPin: Call<{ readonly personId: string; readonly pin: string }, Changed>;
  /** May not sign in any more; the name stays in the change log. */
  readonly removePerson: Call<{ readonly personId: string }, Changed>;
}

const personId = z.string().min(1).max(40);

export const peopleSchemas = {
  listPeople: z.strictObject({}),
  addPerson: z.strictObject({
    name: personNameSchema,
    role: z.enum(PERSON_ROLES),
    language: z.enum(LANGUAGES),
    pin: pinSchema,
  }),
  editPerson: z.strictObject({
    personId,
    name: personNameSchema.optional(),
    role: z.enum(PERSON_ROLES).optional(),
    language: z.enum(LANGUAGES).optional(),
  }),
  setPin: z.strictObject({ personId, pin: pinSchema }),
  removePerson: z.strictObject({ personId }),
};

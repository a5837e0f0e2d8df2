import type { PersonRole } from '#core/people/person.ts';
import type { Language } from '#core/base/language.ts';
import { LANGUAGES } from '#core/base/language.ts';
import { z } from 'zod';
import type { Call, NoInput } from '../call.ts';
import { personNameSchema, pinSchema } from '../person-schemas.ts';

/** Somebody who may sign in at this machine. */
export interface SignInName {
  readonly personId: string;
  readonly name: string;
  readonly role: PersonRole;
  readonly language: Language;
  /** Too many wrong PINs; wall clock. */
  readonly lockedUntilMs: number | undefined;
}

export interface SessionCallMap {
  /** Empty: nobody has been entered yet, and the first owner is made with `createFirstOwner`. */
  readonly listSignIns: Call<NoInput, readonly SignInName[]>;
  /**
   * Signs in and takes the machine out of sale after the running sale. Refused with `wrong-pin` {left} or `locked-out`
   * {minutes}; `count` is the same number, for plurals. Where the door is the second factor the snapshot says
   * `service.doorWait` first, and the session begins when the door is opened.
   */
  readonly signIn: Call<{ readonly personId: string; readonly pin: string }, null>;
  /** Ends the wait for the door. */
  readonly cancelSignIn: Call<NoInput, null>;
  /** Signs out and puts the machine back in sale. */
  readonly signOut: Call<NoInput, null>;
  /** Only while nobody has been entered. Signs in. */
  readonly createFirstOwner: Call<
    { readonly name: string; readonly pin: string; readonly language: Language },
    null
  >;
  /** Somebody is at the screen: the automatic log-out starts anew. */
  readonly keepSignedIn: Call<NoInput, null>;
}

export const sessionSchemas = {
  listSignIns: z.strictObject({}),
  signIn: z.strictObject({ personId: z.string().max(40), pin: pinSchema }),
  cancelSignIn: z.strictObject({}),
  signOut: z.strictObject({}),
  createFirstOwner: z.strictObject({
    name: personNameSchema,
    pin: pinSchema,
    language: z.enum(LANGUAGES),
  }),
  keepSignedIn: z.strictObject({}),
};

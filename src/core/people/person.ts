import { type Language } from '../base/language.ts';

/** A technician fills, prices and repairs; an owner also refunds, and sets people, credentials and policies. */
export const PERSON_ROLES = ['technician', 'owner'] as const;
export type PersonRole = (typeof PERSON_ROLES)[number];

/** Who is signed in at the screen. */
export interface Caller {
  readonly personId: string;
  readonly name: string;
  readonly role: PersonRole;
}

/** The session as the screen shows it. Wall clock. */
export interface SessionView extends Caller {
  readonly language: Language;
  readonly sinceMs: number;
  /** When it ends by itself unless somebody touches the screen. */
  readonly endsAtMs: number;
}

/** Whose door is waited for, and until when. Wall clock. */
export interface DoorWait {
  readonly name: string;
  readonly language: Language;
  readonly endsAtMs: number;
}

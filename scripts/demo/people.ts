import type { Language } from '#core/base/language.ts';
import type { PersonRole } from '#core/people/person.ts';

interface DemoPerson {
  readonly name: string;
  readonly role: PersonRole;
  readonly pin: string;
  readonly language: Language;
}

/** Who can sign in at the demo's kiosk. The owner comes first, because only an owner can add the others. */
export const OWNER: DemoPerson = { name: 'Ola', role: 'owner', pin: '628194', language: 'en' };
export const TECHNICIAN: DemoPerson = {
  name: 'Kari',
  role: 'technician',
  pin: '471926',
  language: 'en',
};
export const PEOPLE: readonly DemoPerson[] = [OWNER, TECHNICIAN];

/** `Kari (technician, PIN 471926)` */
export function introduced({ name, role, pin }: DemoPerson): string {
  return `${name} (${role}, PIN ${pin})`;
}

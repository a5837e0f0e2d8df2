import { KioskError } from './errors.ts';

/** Ends an exhaustive switch: a new member of the union breaks the build here. */
export function assertNever(value: never): never {
  throw new KioskError('core/impossible', `No case for ${JSON.stringify(value)}`);
}

import { KioskError } from '#core/base/errors.ts';
import { DRIVERS } from '../vend/create-controller.ts';

/** `text` when there is such a driver. Throws `input/invalid`. */
export function knownDriver(text: string): string {
  if (DRIVERS.includes(text)) return text;
  throw new KioskError(
    'input/invalid',
    `--driver ${text} is not known; there is: ${DRIVERS.join(', ')}.`,
  );
}

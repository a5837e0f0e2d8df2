/** Every code a KioskError can carry, named `room/what`. */
export const KIOSK_ERROR_CODES = [
  'core/impossible',
  'core/not-in-table',
  'money/not-integer',
  'serial/timeout',
  'serial/closed',
  'serial/unavailable',
  'gateway/unreachable',
  'gateway/closed',
  'store/newer-version',
  'store/corrupt',
  'store/unwritable',
  'store/locked',
  'store/unreachable',
  'config/invalid',
  'config/missing',
  'input/invalid',
  'kiosk/not-running',
  'kiosk/refused',
  'ipc/foreign-sender',
  'ipc/invalid-argument',
  'status/port-in-use',
] as const;

export type KioskErrorCode = (typeof KIOSK_ERROR_CODES)[number];

/**
 * What should not happen, or what ends a command: carries a code for the program and one plain
 * sentence for the person.
 */
export class KioskError extends Error {
  readonly code: KioskErrorCode;

  constructor(code: KioskErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'KioskError';
    this.code = code;
  }
}

export function isKioskError(value: unknown, code?: KioskErrorCode): value is KioskError {
  return value instanceof KioskError && (code === undefined || value.code === code);
}

/** What went wrong, for a log line or a sentence. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

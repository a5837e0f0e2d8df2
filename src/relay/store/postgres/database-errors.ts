import { isKioskError, KioskError, type KioskErrorCode, reasonOf } from '#core/base/errors.ts';
import { z } from 'zod';

/** The form of PostgreSQL's codes; a code of the operating system, such as ECONNREFUSED, is longer. */
const SQLSTATE = /^[0-9A-Z]{5}$/;
/** PostgreSQL's own codes (manual, appendix A), by their beginning. */
const CODES: readonly (readonly [prefix: RegExp, code: KioskErrorCode])[] = [
  // Serialization failure, deadlock, lock time-out
  [/^(40001|40P01|55P03)$/, 'store/locked'],
  // Connection lost or refused, too many connections, shutting down, statement cancelled (too slow), read-only server
  [/^(08|28|3D|53300|57|25006)/, 'store/unreachable'],
  [/^(XX00[12])$/, 'store/corrupt'],
  // Disk full, out of memory, and everything else that the server says
  [SQLSTATE, 'store/unwritable'],
];
/** After these the connection is of no more use: the server closed it, or takes no writes. */
const ENDS_THE_CONNECTION = /^(08|57P|25006)/;
/** Rolled back as a whole: the same work may succeed at once. */
const MAY_RETRY = /^(40001|40P01)$/;

function nativeCodeOf(error: unknown): string | undefined {
  const cause = isKioskError(error) ? error.cause : error;
  if (!(cause instanceof Error) || !('code' in cause)) return undefined;
  return z.string().regex(SQLSTATE).safeParse(cause.code).data;
}

/** What the server did not answer itself is a matter of the network. */
export function toStoreError(cause: unknown, address?: string): KioskError {
  if (cause instanceof KioskError) return cause;
  const nativeCode = nativeCodeOf(cause);
  const code =
    nativeCode === undefined
      ? 'store/unreachable'
      : (CODES.find(([prefix]) => prefix.test(nativeCode))?.[1] ?? 'store/unwritable');
  const database = address === undefined ? 'The database' : `The database ${address}`;
  return new KioskError(code, `${database} cannot be used: ${reasonOf(cause)}.`, { cause });
}

/** Whether the connection must be closed: the server ended it, or nobody knows what it is doing. */
export function endsConnection(error: unknown): boolean {
  if (isKioskError(error, 'store/corrupt') && nativeCodeOf(error) === undefined) return false;
  const code = nativeCodeOf(error);
  return code === undefined || ENDS_THE_CONNECTION.test(code);
}

export function mayRetry(error: unknown): boolean {
  return MAY_RETRY.test(nativeCodeOf(error) ?? '');
}

/** Whether another server may do what this one did not. */
export function isWrongServer(error: unknown): boolean {
  return (
    isKioskError(error, 'store/unreachable') && !/^(57014|53300)$/.test(nativeCodeOf(error) ?? '')
  );
}

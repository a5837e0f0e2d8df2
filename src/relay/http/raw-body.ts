import type { Request } from 'express';

/** Larger than any webhook or machine's call; what is larger is not read (413). */
export const LARGEST_BODY = 64 * 1024;

/** The bytes that express.raw has read. */
export function rawBodyOf(request: Request): Uint8Array {
  const body: unknown = request.body;
  return body instanceof Uint8Array ? body : new Uint8Array(0);
}

import type { Response } from 'express';

/** An answer of the relay itself is marked, so that nobody takes it for Vipps'. */
export function refuse(
  response: Response,
  status: number,
  refusal: { readonly error: string; readonly message: string },
): void {
  response.status(status).set('x-relay-refusal', '1').json(refusal);
}

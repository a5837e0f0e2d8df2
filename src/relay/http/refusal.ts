import type { Response } from 'express';

/** No webhook and no machine's call is larger. A larger body is answered with 413. */
export const LARGEST_BODY = 64 * 1024;

export interface Refusal {
  readonly status: number;
  readonly error: string;
  readonly message: string;
}

/** Answers with a refusal of the relay itself, marked so that the kiosk does not take it for an answer of Vipps. */
export function refuse(response: Response, { status, error, message }: Refusal): void {
  if (status === 429) response.set('retry-after', '60');
  response.status(status).set('x-relay-refusal', '1').json({ error, message });
}

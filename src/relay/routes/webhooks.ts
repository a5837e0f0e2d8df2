import express, { Router, type Request } from 'express';
import type { WebhookIntake } from '../webhook-intake.ts';

/** Larger than any webhook; what is larger is not read (413). */
export const LARGEST_BODY = 64 * 1024;

export function rawBodyOf(request: Request): Uint8Array {
  const body: unknown = request.body;
  return body instanceof Uint8Array ? body : new Uint8Array(0);
}

/** `POST /webhooks/vipps/<merchantSerialNumber>`; every other address below gets the same 401 as a forgery. */
export function webhookRoutes(intake: WebhookIntake): Router {
  const router = Router();
  router.use(express.raw({ type: () => true, limit: LARGEST_BODY }));
  router.post('/{*address}', async (request, response) => {
    const number = /^\/vipps\/([^/?]+)$/.exec(request.url)?.[1] ?? '';
    const answer = await intake.accept(number, {
      date: request.get('x-ms-date'),
      contentSha256: request.get('x-ms-content-sha256'),
      authorization: request.get('authorization') ?? request.get('x-vipps-authorization'),
      rawBody: rawBodyOf(request),
    });
    response.status(answer.status).json({ result: answer.reason });
  });
  return router;
}

import { Router } from 'express';

/** `GET /reach/<token>`: the relay answers the question that it asked its own public address; all others get 404. */
export function reachRoutes(reach: { answer(token: string): string | undefined }): Router {
  const router = Router();
  router.get('/reach/:token', (request, response) => {
    const proof = reach.answer(request.params.token);
    response.set('cache-control', 'no-store');
    if (proof === undefined) response.status(404).json({ error: 'not-found' });
    else response.status(200).json({ proof });
  });
  return router;
}

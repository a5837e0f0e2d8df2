import type { Log } from '#core/base/ports.ts';
import express, { type ErrorRequestHandler, type Express, type Router } from 'express';
import helmet from 'helmet';

interface AppRoutes {
  readonly vippsProxy: Router;
  readonly enrol: Router;
  readonly location: Router;
  readonly liveness: Router;
  readonly reach: Router;
  /** Path of the public URL, without a slash at its end. */
  readonly basePath: string;
  readonly log: Log;
}

function statusOf(error: unknown): number {
  if (!(error instanceof Error) || !('status' in error)) return 500;
  return typeof error.status === 'number' ? error.status : 500;
}

function createApp(log: Log, mount: (app: Express) => void): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  mount(app);
  const onError: ErrorRequestHandler = (error: unknown, request, response, _next) => {
    const status = statusOf(error);
    if (status >= 500)
      log.error('relay.request-failed', { path: request.path, error: String(error) });
    const message = status === 413 ? 'The body is too large.' : 'The request cannot be served.';
    response
      .status(status)
      .set('x-relay-refusal', '1')
      .json({ error: `http-${String(status)}`, message });
  };
  app.use(onError);
  return app;
}

/** The public routes: for machines, and `/health` for everybody. */
export function createRelayApp(parts: AppRoutes): Express {
  const { vippsProxy, enrol, location, liveness, reach, basePath, log } = parts;
  return createApp(log, (app) => {
    const routes = express.Router();
    // Vipps' answers go to the machine as they are, without helmet's headers.
    routes.use('/gateway', vippsProxy);
    routes.use(helmet());
    routes.use('/enrol', enrol);
    routes.use('/location', location);
    routes.use(liveness);
    routes.use(reach);
    app.use(basePath === '' ? '/' : basePath, routes);
  });
}

/** The routes for the operator's own programs, on a listener of their own. */
export function createAdminApp(health: Router, log: Log): Express {
  return createApp(log, (app) => {
    app.use(helmet());
    app.use(health);
  });
}

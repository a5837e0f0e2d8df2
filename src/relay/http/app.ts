import { isKioskError } from '#core/base/errors.ts';
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

/** `store/…`: the database is away or locked; the caller tries again. */
function statusOf(error: unknown): number {
  if (isKioskError(error) && error.code.startsWith('store/')) return 503;
  if (!(error instanceof Error) || !('status' in error)) return 500;
  return typeof error.status === 'number' ? error.status : 500;
}

const MESSAGES: Readonly<Record<number, string>> = {
  413: 'The body is too large.',
  503: 'The database of the relay cannot be used now. Try again.',
};

function createApp(log: Log, mount: (app: Express) => void): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  mount(app);
  const onError: ErrorRequestHandler = (error: unknown, request, response, _next) => {
    const status = statusOf(error);
    const about = { path: request.path, error: String(error) };
    if (status === 503) log.error('relay.request-without-database', about);
    else if (status >= 500) log.error('relay.request-failed', about);
    const message = MESSAGES[status] ?? 'The request cannot be served.';
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

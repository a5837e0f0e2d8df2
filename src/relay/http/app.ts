import { BUNDLE_PATH } from '#contract/relay/messages.ts';
import { UPDATES_PATH } from '#contract/update/update-file.ts';
import type { Log } from '#core/base/ports.ts';
import express, { type ErrorRequestHandler, type Express, type Router } from 'express';
import helmet from 'helmet';
import { refuseFailed } from './refusal.ts';

interface AppRoutes {
  readonly enrol: Router;
  readonly location: Router;
  readonly bundle: Router;
  /** Undefined: no folder of releases is set up. */
  readonly updates: Router | undefined;
  readonly liveness: Router;
  readonly reach: Router;
  /** Path of the public URL, without a slash at its end. */
  readonly basePath: string;
  readonly log: Log;
}

function createApp(log: Log, mount: (app: Express) => void): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  mount(app);
  const onError: ErrorRequestHandler = (error: unknown, request, response, _next) => {
    refuseFailed(response, error, { path: request.path, log });
  };
  app.use(onError);
  return app;
}

/** The public routes: for machines, and `/health` for everybody. */
export function createRelayApp(parts: AppRoutes): Express {
  const { enrol, location, bundle, updates, liveness, reach, basePath, log } = parts;
  return createApp(log, (app) => {
    const routes = express.Router();
    routes.use(helmet());
    routes.use('/enrol', enrol);
    routes.use('/location', location);
    routes.use(BUNDLE_PATH, bundle);
    if (updates !== undefined) routes.use(UPDATES_PATH, updates);
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

import { KioskError, reasonOf } from '#core/base/errors.ts';
import type { Log } from '#core/base/ports.ts';
import type { Express } from 'express';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { RelayConfig } from '../config/relay-config.ts';
import type { MachineLinks } from '../machines/machine-links.ts';
import type { WebhookIntake } from '../webhooks/webhook-intake.ts';
import type { MachineAuthentication } from './machine-authentication.ts';
import { serveMachineSockets } from './machine-socket-server.ts';
import { withGateway } from './gateway-listener.ts';
import { withWebhooks } from './webhook-listener.ts';
import type { VippsProxy } from '../vipps/vipps-proxy.ts';

/** A client that opens a connection and sends nothing, or sends slowly, is closed. Proxies keep idle ones for a minute. */
const TIMEOUTS = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 75_000,
};

/** Any free port of this computer, when `relay.json` names none for the operator's programs. */
const DEFAULT_ADMIN = { host: '127.0.0.1', port: 0 };

export interface RelayUrls {
  readonly url: string;
  readonly adminUrl: string;
}

/** The public server and the operator's server. */
export interface HttpServers {
  /** @returns the addresses that they listen at. Throws `status/port-in-use`. */
  start(): Promise<RelayUrls>;
  /** Closes them with all connections. */
  stop(): Promise<void>;
}

interface ServerParts {
  readonly app: Express;
  readonly adminApp: Express;
  readonly intake: WebhookIntake;
  readonly proxy: VippsProxy;
  readonly links: MachineLinks;
  readonly authentication: MachineAuthentication;
  readonly basePath: string;
  readonly log: Log;
}

function listenerOf(app: Express): RequestListener {
  return (request, response) => {
    app(request, response);
  };
}

function listen(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const message = `${host}:${String(port)} cannot be listened at: another program has the port, or the address is not here.`;
      reject(new KioskError('status/port-in-use', message, { cause }));
    });
    server.listen(port, host, () => {
      const address = server.address();
      const actual = typeof address === 'object' && address !== null ? address.port : port;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${String(actual)}`);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}

export function createHttpServers(
  config: Pick<RelayConfig, 'listen' | 'admin'>,
  { app, adminApp, intake, proxy, links, authentication, basePath, log }: ServerParts,
): HttpServers {
  const gateway = withGateway({ authentication, proxy, basePath, log }, listenerOf(app));
  const publicListener = withWebhooks({ intake, basePath, log }, gateway);
  const publicServer = createServer(TIMEOUTS, publicListener);
  const adminServer = createServer(TIMEOUTS, listenerOf(adminApp));
  for (const server of [publicServer, adminServer]) {
    server.on('error', (error) => {
      log.error('relay.server-failed', { error: reasonOf(error) });
    });
  }
  const closeSockets = serveMachineSockets(publicServer, { links, authentication, log, basePath });

  return {
    start: async () => {
      const url = await listen(publicServer, config.listen);
      const adminUrl = await listen(adminServer, config.admin ?? DEFAULT_ADMIN);
      return { url, adminUrl };
    },
    stop: async () => {
      closeSockets();
      await Promise.all([close(publicServer), close(adminServer)]);
    },
  };
}

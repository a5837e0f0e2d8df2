import { LINK_PATH, REFUSAL_HEADER } from '#contract/relay/messages.ts';
import { reasonOf } from '#core/base/errors.ts';
import type { Log } from '#core/base/ports.ts';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { AuthenticatedMachine, MachineSocket } from '../machines/connection.ts';
import type { ConnectResult, MachineLinks } from '../machines/machine-links.ts';
import type { MachineAuthentication } from './machine-authentication.ts';

/** Ten times the longest frame of a sound machine. */
const LARGEST_FRAME = 16 * 1024;
/** A connection that has not become a link by then is closed. */
const UPGRADE_WITHIN_MS = 15_000;
/** A refused connection is destroyed after this long, even if the other end does not close it. */
const REFUSED_WITHIN_MS = 1_000;
/** A link is destroyed this long after its close frame. */
const CLOSED_WITHIN_MS = 1_000;
/** Connections that are not links yet, at the same time. */
const MOST_PENDING = 1_000;

interface SocketServerDeps {
  readonly links: MachineLinks;
  readonly authentication: MachineAuthentication;
  readonly log: Log;
  /** Path of the public URL, without a slash at its end. */
  readonly basePath: string;
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return data instanceof ArrayBuffer ? Buffer.from(data).toString('utf8') : data.toString('utf8');
}

/** Destroys the socket after a time, whatever the other end does. @returns how to cancel that */
function destroyWithin(socket: Duplex, ms: number): () => void {
  const timer = setTimeout(() => {
    socket.destroy();
  }, ms).unref();
  const cancel = (): void => {
    clearTimeout(timer);
  };
  socket.once('close', cancel);
  return cancel;
}

/** @param why a word for the kiosk */
function refuse(socket: Duplex, status: string, why?: string): void {
  destroyWithin(socket, REFUSED_WITHIN_MS);
  // Read and discard what still arrives, or the end of the socket would go unnoticed.
  socket.resume();
  const header = why === undefined ? '' : `${REFUSAL_HEADER}: ${why}\r\n`;
  socket.end(`HTTP/1.1 ${status}\r\n${header}Connection: close\r\nContent-Length: 0\r\n\r\n`);
}

const UNAUTHENTICATED = { 401: '401 Unauthorized', 429: '429 Too Many Requests' } as const;
const NOT_WELCOME: Readonly<Record<Exclude<ConnectResult, 'welcome'>, string>> = {
  inUse: '409 Conflict',
  tooOften: '429 Too Many Requests',
  stopping: '503 Service Unavailable',
};

function machineSocketOf(ws: WebSocket): MachineSocket {
  return {
    send: (text) => {
      if (ws.readyState === ws.OPEN) ws.send(text);
    },
    ping: () => {
      if (ws.readyState === ws.OPEN) ws.ping();
    },
    pause: () => {
      ws.pause();
    },
    resume: () => {
      ws.resume();
    },
    bufferedBytes: () => ws.bufferedAmount,
    close: (code, reason) => {
      ws.close(code, reason);
      // A machine that is gone never answers the close frame.
      setTimeout(() => {
        ws.terminate();
      }, CLOSED_WITHIN_MS).unref();
    },
    terminate: () => {
      ws.terminate();
    },
  };
}

function startLink(
  identity: AuthenticatedMachine,
  ws: WebSocket,
  { links, log }: SocketServerDeps,
): void {
  const link = links.connect(identity, machineSocketOf(ws));
  const { machineId } = identity.machine;
  /** An error that one frame causes ends this link and nothing else. */
  const guarded = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      log.error('relay.frame-failed', { machineId, error: reasonOf(error) });
      ws.terminate();
    }
  };
  ws.on('message', (data, isBinary) => {
    guarded(() => {
      link.onText(isBinary ? '' : textOf(data));
    });
  });
  ws.on('ping', () => {
    guarded(() => {
      link.onPing();
    });
  });
  ws.on('pong', () => {
    guarded(() => {
      link.onPong();
    });
  });
  ws.on('close', () => {
    guarded(() => {
      link.onClose();
    });
  });
  ws.on('error', () => {
    ws.terminate();
  });
}

interface UpgradeRequest {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
  /** Call when the connection has become a link. */
  readonly done: () => void;
}

/**
 * Accepts machines at `<public path>/machine` with their credential, and refuses everything else with 401, 404, 409 or 429.
 * @returns closes every connection
 */
export function serveMachineSockets(server: Server, deps: SocketServerDeps): () => void {
  const { links, authentication, log } = deps;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME });
  const pending = new Set<Duplex>();

  async function upgrade({ request, socket, head, done }: UpgradeRequest): Promise<void> {
    if (request.url?.split('?')[0] !== deps.basePath + LINK_PATH) {
      refuse(socket, '404 Not Found');
      return;
    }
    const authenticated = await authentication.authenticate(request);
    const address = authentication.addressOf(request);
    if (!authenticated.ok) {
      if (authenticated.status === 401) log.warn('relay.credential-wrong', { address });
      refuse(socket, UNAUTHENTICATED[authenticated.status], authenticated.why);
      return;
    }
    const { identity } = authenticated;
    const result = await links.tryConnect(identity, () => {
      if (socket.destroyed) return;
      sockets.handleUpgrade(request, socket, head, (ws) => {
        done();
        startLink(identity, ws, deps);
      });
    });
    if (result === 'welcome') return;
    const { machineId } = identity.machine;
    log.warn('relay.connect-refused', { machineId, result, address });
    refuse(socket, NOT_WELCOME[result]);
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => {
      socket.destroy();
    });
    if (pending.size >= MOST_PENDING) {
      socket.destroy();
      return;
    }
    pending.add(socket);
    const cancel = destroyWithin(socket, UPGRADE_WITHIN_MS);
    socket.once('close', () => pending.delete(socket));
    const done = (): void => {
      cancel();
      pending.delete(socket);
    };
    upgrade({ request, socket, head, done }).catch((error: unknown) => {
      log.error('relay.connect-failed', { error: reasonOf(error) });
      refuse(socket, '503 Service Unavailable');
    });
  });
  return () => {
    for (const client of sockets.clients) client.terminate();
    for (const socket of pending) socket.destroy();
    sockets.close();
  };
}

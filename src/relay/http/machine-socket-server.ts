import { reasonOf } from '#core/base/errors.ts';
import { LINK_PATH } from '#contract/relay/messages.ts';
import type { Log } from '#core/base/ports.ts';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Door } from './door.ts';
import { authenticate } from './machine-authentication.ts';
import type { LinkPlace, MachineSocket } from '../machines/machine-socket.ts';
import type { Admission, MachineLinks } from '../machines/machine-links.ts';
import type { RelayStore } from '../store/ports/relay-store.ts';

/** Ten times the longest frame of an honest machine. */
const LARGEST_FRAME = 16 * 1024;
/** A connection that is not a link by then is no machine's. */
const UPGRADE_WITHIN_MS = 15_000;
/** The refusal is written by then; a peer that does not close is not waited for. */
const REFUSED_WITHIN_MS = 1_000;
/** So many connections that are no link yet. */
const MOST_UNDER_WAY = 1_000;

export interface SocketDeps {
  readonly store: RelayStore;
  readonly links: MachineLinks;
  readonly door: Door;
  readonly log: Log;
  /** Path of the public URL, without a slash at its end. */
  readonly basePath: string;
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return data instanceof ArrayBuffer ? Buffer.from(data).toString('utf8') : data.toString('utf8');
}

/** Ends it whatever the peer does: who is refused and stays costs a socket. */
function endWithin(socket: Duplex, ms: number): () => void {
  const timer = setTimeout(() => {
    socket.destroy();
  }, ms).unref();
  const cancel = (): void => {
    clearTimeout(timer);
  };
  socket.once('close', cancel);
  return cancel;
}

function refuse(socket: Duplex, status: string): void {
  endWithin(socket, REFUSED_WITHIN_MS);
  // What it still sends is read and forgotten, so that its own end is noticed.
  socket.resume();
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

const REFUSALS: Readonly<Record<Exclude<Admission, 'welcome'>, string>> = {
  inUse: '409 Conflict',
  tooOften: '429 Too Many Requests',
};

function socketOf(ws: WebSocket): MachineSocket {
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
      // A peer that is gone does not answer the closing: it is not waited for.
      setTimeout(() => {
        ws.terminate();
      }, 1_000).unref();
    },
    terminate: () => {
      ws.terminate();
    },
  };
}

function serve(place: LinkPlace, ws: WebSocket, { links, log }: SocketDeps): void {
  const handle = links.connect(place, socketOf(ws));
  const { machineId } = place.machine;
  /** What one frame sets off ends this link at most. */
  const guarded = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      log.error('a frame failed', { machineId, error: reasonOf(error) });
      ws.terminate();
    }
  };
  ws.on('message', (data, isBinary) => {
    guarded(() => {
      handle.onText(isBinary ? '' : textOf(data));
    });
  });
  ws.on('pong', () => {
    guarded(() => {
      handle.onPong();
    });
  });
  ws.on('close', () => {
    guarded(() => {
      handle.onClose();
    });
  });
  ws.on('error', () => {
    ws.terminate();
  });
}

interface Asked {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
  /** It is a link from here on. */
  readonly done: () => void;
}

/** Lets machines connect to `<public path>/machine` with their credential; everything else gets 401 or 404. */
export function attachKioskSockets(server: Server, deps: SocketDeps): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME });
  const underWay = new Set<Duplex>();

  async function upgrade({ request, socket, head, done }: Asked): Promise<void> {
    if (request.url?.split('?')[0] !== deps.basePath + LINK_PATH) {
      refuse(socket, '404 Not Found');
      return;
    }
    const place = await authenticate(deps.store, request.headers.authorization);
    const address = deps.door.addressOf(request);
    if (place === undefined) {
      const isTooWrong = deps.door.isTooWrong(address);
      if (!isTooWrong) deps.log.warn('a machine without a valid credential', { address });
      refuse(socket, isTooWrong ? '429 Too Many Requests' : '401 Unauthorized');
      return;
    }
    const admission = await deps.links.admit(place, () => {
      if (socket.destroyed) return;
      sockets.handleUpgrade(request, socket, head, (ws) => {
        done();
        serve(place, ws, deps);
      });
    });
    if (admission === 'welcome') return;
    const { machineId } = place.machine;
    deps.log.warn('a machine may not connect now', { machineId, admission, address });
    refuse(socket, REFUSALS[admission]);
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => {
      socket.destroy();
    });
    if (underWay.size >= MOST_UNDER_WAY) {
      socket.destroy();
      return;
    }
    underWay.add(socket);
    const cancel = endWithin(socket, UPGRADE_WITHIN_MS);
    socket.once('close', () => underWay.delete(socket));
    const done = (): void => {
      cancel();
      underWay.delete(socket);
    };
    upgrade({ request, socket, head, done }).catch((error: unknown) => {
      deps.log.error('a connection could not be opened', { error: reasonOf(error) });
      refuse(socket, '503 Service Unavailable');
    });
  });
  return () => {
    for (const client of sockets.clients) client.terminate();
    for (const socket of underWay) socket.destroy();
    sockets.close();
  };
}

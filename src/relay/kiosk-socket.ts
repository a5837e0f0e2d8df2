import { LINK_PATH } from '#contract/relay/messages.ts';
import type { Log } from '#core/ports.ts';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { authenticate, type KnownMachine } from './kiosk-auth.ts';
import type { MachineLinks, MachineSocket } from './machine-links.ts';
import type { RelayStore } from './store/relay-store.ts';

const LARGEST_FRAME = 64 * 1024;

export interface SocketDeps {
  readonly store: RelayStore;
  readonly links: MachineLinks;
  readonly log: Log;
  /** Path of the public URL, without a slash at its end. */
  readonly basePath: string;
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return data instanceof ArrayBuffer ? Buffer.from(data).toString('utf8') : data.toString('utf8');
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function serve(
  { machine, credentialHash }: KnownMachine,
  ws: WebSocket,
  links: MachineLinks,
): void {
  const socket: MachineSocket = {
    send: (text) => {
      if (ws.readyState === ws.OPEN) ws.send(text);
    },
    close: (code, reason) => {
      ws.close(code, reason);
      // A peer that is gone does not answer the closing: it is not waited for.
      setTimeout(() => {
        ws.terminate();
      }, 1_000).unref();
    },
  };
  const handle = links.connect(machine, credentialHash, socket);
  ws.on('message', (data, isBinary) => {
    handle.onText(isBinary ? '' : textOf(data));
  });
  ws.on('close', () => {
    handle.onClose();
  });
  ws.on('error', () => {
    ws.terminate();
  });
}

/** Lets machines connect to `<public path>/machine` with their credential; everything else gets 401 or 404. */
export function attachKioskSockets(server: Server, deps: SocketDeps): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME });

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    if (request.url?.split('?')[0] !== deps.basePath + LINK_PATH) {
      refuse(socket, '404 Not Found');
      return;
    }
    const known = await authenticate(deps.store, request.headers.authorization);
    if (known === undefined) {
      deps.log.warn('a machine without a valid credential', {
        address: request.socket.remoteAddress,
      });
      refuse(socket, '401 Unauthorized');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (ws) => {
      serve(known, ws, deps.links);
    });
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => {
      socket.destroy();
    });
    upgrade(request, socket, head).catch((error: unknown) => {
      deps.log.error('a connection could not be opened', { error: String(error) });
      refuse(socket, '500 Internal Server Error');
    });
  });
  return () => {
    for (const client of sockets.clients) client.terminate();
    sockets.close();
  };
}

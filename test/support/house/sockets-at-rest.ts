import { subscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

const sockets = new Set<Socket>();

function watch(message: unknown): void {
  if (typeof message !== 'object' || message === null || !('socket' in message)) return;
  const { socket } = message;
  if (!(socket instanceof Socket)) return;
  sockets.add(socket);
  socket.once('close', () => sockets.delete(socket));
}

subscribe('net.client.socket', watch);
subscribe('net.server.socket', watch);

/** Turns of the event loop without any byte on its way, after which nothing more is coming by itself. */
const QUIET_TURNS = 4;
/** A connection whose far end is gone for good does not keep anybody waiting. */
const MOST_TURNS = 400;

/** Both ends of a connection have the same one, and keep it. */
const keys = new WeakMap<Socket, string>();

function pairKey(socket: Socket): string {
  const known = keys.get(socket);
  if (known !== undefined) return known;
  const ports = [socket.localPort ?? 0, socket.remotePort ?? 0].sort((one, two) => one - two);
  const key = ports.join('-');
  if (!ports.includes(0)) keys.set(socket, key);
  return key;
}

/** Bytes sent by one end and not yet read by the other, over all connections inside this process. */
function picture(): { readonly isMoving: boolean; readonly mark: string } {
  const ends = new Map<string, Socket[]>();
  let isMoving = false;
  let mark = '';
  for (const socket of sockets) {
    if (socket.connecting) isMoving = true;
    const key = pairKey(socket);
    const pair = ends.get(key) ?? [];
    pair.push(socket);
    ends.set(key, pair);
    mark += `${key}:${String(socket.bytesRead)}:${String(socket.bytesWritten)};`;
  }
  for (const [one, two] of ends.values()) {
    if (one === undefined || two === undefined) isMoving = true;
    else if (one.bytesWritten !== two.bytesRead || two.bytesWritten !== one.bytesRead) {
      isMoving = true;
    }
  }
  return { isMoving, mark };
}

/** Resolves when no socket of this process has anything under way any more. */
export async function socketsAtRest(): Promise<void> {
  let quiet = 0;
  let before = '';
  for (let turn = 0; turn < MOST_TURNS && quiet < QUIET_TURNS; turn += 1) {
    await nextTurn();
    const { isMoving, mark } = picture();
    quiet = isMoving || mark !== before ? 0 : quiet + 1;
    before = mark;
  }
}

import { subscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { databaseAtRest, isDatabaseAtWork } from '../shared-time.ts';

/** One end of a connection in this process, with its byte counts when last checked. */
interface End {
  readonly socket: Socket;
  read: number;
  written: number;
  /** Undefined until connected. */
  pair: End[] | undefined;
}

const ends = new Set<End>();
/** Both ends of each connection, by their ports. */
const pairs = new Map<string, End[]>();

/** Ports of programs outside this process: the far end is not seen. */
const farPorts = new Set<number>();

/** Connections to this port are not waited for: their calls are counted otherwise. */
export function leaveOut(port: number): void {
  farPorts.add(port);
}

function watch(message: unknown): void {
  if (typeof message !== 'object' || message === null || !('socket' in message)) return;
  const { socket } = message;
  if (!(socket instanceof Socket)) return;
  const end: End = { socket, read: -1, written: -1, pair: undefined };
  ends.add(end);
  socket.once('close', () => {
    ends.delete(end);
    end.pair?.splice(end.pair.indexOf(end), 1);
  });
}

subscribe('net.client.socket', watch);
subscribe('net.server.socket', watch);

/** Event-loop turns without traffic after which nothing more will come by itself. */
const QUIET_TURNS = 4;
/** Gives up waiting on a connection whose far end is gone. */
const MOST_TURNS = 400;

/** Gives up on a file operation that never completes; a slow disk gets this many milliseconds of real time. */
const MOST_FILE_WAITS = 2_000;

/** Whether file operations are pending: virtual time must not overtake a real disk. */
function isFileUnderWay(): boolean {
  return process.getActiveResourcesInfo().some((resource) => resource.startsWith('FSReq'));
}

/** Finds the other end: both have the same two port numbers. */
function pairOf({ socket }: End): End[] | undefined {
  const ports = [socket.localPort ?? 0, socket.remotePort ?? 0].sort((one, two) => one - two);
  if (ports.includes(0)) return undefined;
  const key = ports.join('-');
  const known = pairs.get(key);
  if (known !== undefined) return known;
  const made: End[] = [];
  pairs.set(key, made);
  return made;
}

function join(end: End): void {
  end.pair = pairOf(end);
  end.pair?.push(end);
}

/** @returns whether this end has sent or received since the last check */
function look(end: End): boolean {
  if (end.pair === undefined) join(end);
  const { bytesRead, bytesWritten } = end.socket;
  const hasMoved = bytesRead !== end.read || bytesWritten !== end.written;
  end.read = bytesRead;
  end.written = bytesWritten;
  return hasMoved;
}

/** Whether data is in flight to or from this end, or it is still connecting. */
function isUnderWay({ socket, pair }: End): boolean {
  if (farPorts.has(socket.remotePort ?? 0)) return false;
  const [one, two] = pair ?? [];
  return (
    one === undefined ||
    two === undefined ||
    socket.connecting ||
    one.written !== two.read ||
    two.written !== one.read
  );
}

/** Checks every connection once. */
function isQuiet(): boolean {
  let isStill = true;
  for (const end of ends) if (look(end)) isStill = false;
  if (!isStill) return false;
  for (const end of ends) if (isUnderWay(end)) return false;
  return true;
}

/** Resolves when no socket, no file operation and no call to a database of this process is pending. */
export async function atRest(): Promise<void> {
  let quiet = 0;
  let fileWaits = 0;
  for (let turn = 0; turn < MOST_TURNS && quiet < QUIET_TURNS; turn += 1) {
    await nextTurn();
    if (isDatabaseAtWork()) {
      await databaseAtRest();
      quiet = 0;
      turn = 0;
    }
    while (fileWaits < MOST_FILE_WAITS && isFileUnderWay()) {
      fileWaits += 1;
      await pause(1);
    }
    quiet = isQuiet() ? quiet + 1 : 0;
  }
}

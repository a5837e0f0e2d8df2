import { connect, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { WebSocket } from 'ws';
import { requireKioskConfig } from '../../../src/main/config/config.ts';
import { hashOf } from '../../../src/relay/runtime/secrets.ts';
import { openStore } from '../../../src/relay/store/open-store.ts';
import type { House } from './house.ts';

/** A foreign program that connects to the relay as a machine. */
export interface Stranger {
  send(frame: unknown): void;
  /** The close code, or the HTTP status of a refusal; undefined while connected. */
  end(): number | undefined;
  isOpen(): boolean;
  close(): void;
}

export function relayFileOf(house: House): string {
  return join(dirname(house.dataDir()), 'relay.db');
}

/** Adds another operator's machine to the relay. @returns its credential */
export async function addStranger(house: House, machineId: string): Promise<string> {
  const credential = `${machineId}-credential-of-a-stranger`;
  const store = await openStore(house.relayDatabase());
  const machine = { machineId, merchantSerialNumber: '123456', location: 'Elsewhere' };
  await store.machines.add(machine, 0);
  await store.machines.setCredential(machineId, hashOf(credential), 0);
  await store.close();
  return credential;
}

export function connectStranger(house: House, credential: string): Stranger {
  const { url } = requireKioskConfig(house.dataDir()).relay;
  let end: number | undefined;
  const ws = new WebSocket(`${url.replace('http', 'ws')}/machine`, {
    headers: { authorization: `Bearer ${credential}` },
  });
  ws.on('unexpected-response', (asked, answer) => {
    end = answer.statusCode;
    asked.destroy();
  });
  ws.on('close', (code) => {
    end ??= code;
  });
  ws.on('error', () => undefined);
  return {
    send: (frame) => {
      if (ws.readyState === WebSocket.OPEN) ws.send(JSON.stringify(frame));
    },
    end: () => end,
    isOpen: () => ws.readyState === WebSocket.OPEN,
    close: () => {
      ws.terminate();
    },
  };
}

/** A copy of the machine's own credential. */
export function copiedCredential(house: House): string {
  return requireKioskConfig(house.dataDir()).relay.credential;
}

/** A raw connection to the relay itself, because a cable would close half-open connections. */
export function connectBare(house: House): Socket {
  const socket = connect({ port: house.relayPort(), host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => undefined);
  socket.on('data', () => undefined);
  return socket;
}

import { createServer, type Server, type Socket } from 'node:net';
import { SerialPort } from 'serialport';
import type { VendingMachine } from './machine.ts';

export interface OpenHostLine {
  /** What the kiosk takes as `--path`; for a tty, this end of the pair. */
  readonly path: string;
  close(): Promise<void>;
}

/** The adapter behind a network serial server: one host at a time; a new connection replaces the old one. */
export async function listenOnTcp(machine: VendingMachine, port: number): Promise<OpenHostLine> {
  let current: Socket | undefined;
  const server: Server = createServer((socket) => {
    current?.destroy();
    current = socket;
    socket.setNoDelay(true);
    machine.connect({
      send: (text) => socket.write(text, 'latin1'),
      break: () => socket.destroy(),
    });
    socket.on('data', machine.listen());
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (current !== socket) return;
      current = undefined;
      machine.disconnect();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return {
    path: `tcp://127.0.0.1:${String(actual)}`,
    close: () =>
      new Promise((resolve) => {
        current?.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}

/** The adapter at this end of a pty pair. */
export async function openOnTty(machine: VendingMachine, path: string): Promise<OpenHostLine> {
  const port = new SerialPort({ path, baudRate: machine.baudRate, autoOpen: false });
  await new Promise<void>((resolve, reject) => {
    port.open((error) => {
      if (error) reject(error);
      else resolve();
    });
  });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      if (!port.isOpen) resolve();
      else
        port.close(() => {
          resolve();
        });
    });
  machine.connect({
    send: (text) => port.write(text, 'latin1'),
    break: () => void close(),
  });
  port.on('data', machine.listen());
  port.on('error', () => void close());
  port.on('close', () => {
    machine.disconnect();
  });
  return { path, close };
}

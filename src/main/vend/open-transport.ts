import { openSerialPort } from './serialport-transport.ts';
import { openTcp } from './tcp-transport.ts';
import type { OpenTransport } from './transport.ts';

const TCP = /^tcp:\/\/(\[[0-9a-f:]+\]|[a-z0-9.-]+):(\d{1,5})$/i;

/** A tty's absolute path, or `tcp://host:port`. */
export function isHardwarePath(path: string): boolean {
  const port = TCP.exec(path)?.[2];
  return port === undefined ? path.startsWith('/') : Number(port) > 0 && Number(port) <= 65_535;
}

/** The path's scheme chooses the line; a tty runs at `baudRate`, 8N1. */
export function transportAt(baudRate: number): OpenTransport {
  return (path, handlers) =>
    path.startsWith('tcp://') ? openTcp(path, handlers) : openSerialPort(path, baudRate, handlers);
}

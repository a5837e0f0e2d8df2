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
  return async (path, handlers) => {
    if (path.startsWith('tcp://')) return openTcp(path, handlers);
    // Loaded when a tty is opened: a machine on the network never needs it.
    const { openSerialPort } = await import('./serialport-transport.ts');
    return openSerialPort(path, baudRate, handlers);
  };
}

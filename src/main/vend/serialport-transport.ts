import { err, ok, type Result } from '#core/base/result.ts';
import { existsSync } from 'node:fs';
import { SerialPort } from 'serialport';
import type { Transport, TransportHandlers } from './transport.ts';

function sentenceOf(path: string, error: Error): string {
  if (!existsSync(path)) return `${path} does not exist`;
  if (/lock/i.test(error.message)) return `${path} is used by another program`;
  if (/permission|EACCES/i.test(error.message)) return `${path} may not be opened by this user`;
  return `${path} cannot be opened: ${error.message}`;
}

/** A tty. `hupcl: false`: reopening must not toggle DTR, which resets some adapters. */
export function openSerialPort(
  path: string,
  baudRate: number,
  handlers: TransportHandlers,
): Promise<Result<Transport, string>> {
  const port = new SerialPort({
    path,
    baudRate,
    autoOpen: false,
    hupcl: false,
    lock: true,
  });
  let isClosing = false;
  const lost = (detail: string): void => {
    if (isClosing) return;
    isClosing = true;
    handlers.onLost(detail);
  };
  port.on('data', (bytes: Uint8Array) => {
    if (!isClosing) handlers.onBytes(bytes);
  });
  port.on('close', () => {
    lost(`${path} was unplugged`);
  });
  port.on('error', (error) => {
    lost(`${path}: ${error.message}`);
  });
  const transport: Transport = {
    write: (bytes) =>
      new Promise((resolve) => {
        port.write(bytes, (error) => {
          resolve(error ? err(error.message) : ok(undefined));
        });
      }),
    close: () =>
      new Promise((resolve) => {
        isClosing = true;
        if (!port.isOpen) resolve();
        else
          port.drain(() => {
            port.close(() => {
              resolve();
            });
          });
      }),
  };
  return new Promise((resolve) => {
    port.open((error) => {
      resolve(error ? err(sentenceOf(path, error)) : ok(transport));
    });
  });
}

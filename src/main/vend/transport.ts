import type { Result } from '#core/base/result.ts';

/** An open line to a device; single use: when it has closed a new one is opened. */
export interface Transport {
  /** Resolves when the bytes have been handed to the line. */
  write(bytes: Uint8Array): Promise<Result<void, string>>;
  close(): Promise<void>;
}

export interface TransportHandlers {
  onBytes(bytes: Uint8Array): void;
  /** Once, with the reason in words, unless `close` was called. */
  onLost(detail: string): void;
}

/** Opens a line, or says in one sentence why it cannot. */
export type OpenTransport = (
  path: string,
  handlers: TransportHandlers,
) => Promise<Result<Transport, string>>;

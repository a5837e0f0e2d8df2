import type { Clock } from '#core/base/ports.ts';
import { err, type Result } from '#core/base/result.ts';
import type { OpenTransport, Transport } from './transport.ts';

/** Pauses before the line is opened again; the last one repeats for ever. At least 250 ms: Linux may still hold the lock. */
const REOPEN_MS: readonly number[] = [500, 1_000, 2_000, 5_000, 10_000];

export interface SerialLinkDeps {
  readonly path: string;
  readonly clock: Clock;
  readonly open: OpenTransport;
  readonly onOpen: () => void;
  readonly onBytes: (bytes: Uint8Array) => void;
  /** The line is lost, or could not be opened. */
  readonly onDown: (detail: string) => void;
}

/** A serial line that reopens itself until `stop`. */
export interface SerialLink {
  start(): void;
  write(bytes: Uint8Array): Promise<Result<void, string>>;
  /** Closes a dead line and opens it again. */
  reopen(detail: string): void;
  /** The device has answered: the next pause is the shortest one again. */
  proven(): void;
  stop(): Promise<void>;
}

export function createSerialLink(deps: SerialLinkDeps): SerialLink {
  let transport: Transport | undefined;
  let failures = 0;
  let isStopped = true;
  let generation = 0;
  let cancelPause: () => void = () => undefined;

  function down(detail: string): void {
    transport = undefined;
    generation += 1;
    if (isStopped) return;
    const pauseMs = REOPEN_MS[Math.min(failures, REOPEN_MS.length - 1)] ?? 0;
    failures += 1;
    cancelPause = deps.clock.setTimer(pauseMs, () => void open());
    deps.onDown(detail);
  }

  async function open(): Promise<void> {
    generation += 1;
    const mine = generation;
    const opened = await deps.open(deps.path, {
      onBytes: (bytes) => {
        if (mine === generation) deps.onBytes(bytes);
      },
      onLost: (detail) => {
        if (mine === generation) down(detail);
      },
    });
    if (mine !== generation || isStopped) {
      if (opened.ok) await opened.value.close();
      return;
    }
    if (!opened.ok) {
      down(opened.error);
      return;
    }
    transport = opened.value;
    deps.onOpen();
  }

  return {
    start: () => {
      isStopped = false;
      void open();
    },
    write: (bytes) =>
      transport === undefined ? Promise.resolve(err('the line is closed')) : transport.write(bytes),
    reopen: (detail) => {
      const old = transport;
      down(detail);
      void old?.close();
    },
    proven: () => {
      failures = 0;
    },
    stop: async () => {
      isStopped = true;
      cancelPause();
      const old = transport;
      transport = undefined;
      generation += 1;
      await old?.close();
    },
  };
}

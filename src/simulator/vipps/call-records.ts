import { VIPPS_HEADERS } from '#contract/vipps/calls.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { Request } from 'express';
import { systemHeadersOf } from './access.ts';
import type { Operation } from './behaviours.ts';
import { headerReader } from './incoming.ts';

/** A received call, for the control API; without credentials, tokens and bodies. */
export interface CallRecord {
  readonly atMs: number;
  readonly operation: Operation;
  readonly method: string;
  readonly path: string;
  readonly idempotencyKey: string | undefined;
  readonly systemHeaders: Readonly<Record<string, string>>;
  /** undefined: the connection broke without an answer. */
  readonly status: number | undefined;
}

export interface CallRecords {
  add(operation: Operation, request: Request, status: number | undefined): void;
  list(): readonly CallRecord[];
}

/** Keeps only the newest. */
const MAX_RECORDS = 1000;

export function createCallRecords(clock: Clock, log: Log): CallRecords {
  const records: CallRecord[] = [];
  return {
    add(operation, request, status) {
      const header = headerReader(request);
      const path = request.originalUrl;
      records.push({
        atMs: clock.nowMs(),
        operation,
        method: request.method,
        path,
        idempotencyKey: header(VIPPS_HEADERS.idempotencyKey),
        systemHeaders: systemHeadersOf(header),
        status,
      });
      if (records.length > MAX_RECORDS) records.shift();
      log.debug('simulator.call', { operation, path, status });
    },
    list: () => [...records],
  };
}

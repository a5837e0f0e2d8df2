import { setTimeout as pause } from 'node:timers/promises';
import { countError, type Book } from '../book.ts';
import type { RelayAddresses, RelayAnswer, RelayCall } from '../relays/addresses.ts';

const RETRY_AFTER_MS = [200, 400, 800, 1_600];

/** A machine's calls to Vipps, repeated under the same key until there is a decision. */
export interface Gateway {
  /** Undefined: the run ended before there was an answer. */
  call(credential: string, order: GatewayOrder): Promise<RelayAnswer | undefined>;
  stop(): void;
}

export interface GatewayOrder {
  readonly method: RelayCall['method'];
  /** Vipps' own path. */
  readonly path: string;
  readonly body?: unknown;
  readonly key?: string;
}

function isDecision(status: number): boolean {
  return status < 500 && ![401, 408, 429].includes(status);
}

export function createGateway(deps: {
  readonly addresses: RelayAddresses;
  readonly book: Book;
  readonly onCall: (tookMs: number) => void;
}): Gateway {
  let isStopped = false;
  return {
    call: async (credential, { method, path, body, key }) => {
      const headers = {
        authorization: `Bearer ${credential}`,
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      };
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      for (let attempt = 0; !isStopped; attempt += 1) {
        const began = performance.now();
        const answer = await deps.addresses.call({
          method,
          path: `/gateway${path}`,
          headers,
          ...sent,
        });
        if (answer !== undefined && isDecision(answer.status)) {
          deps.onCall(performance.now() - began);
          return answer;
        }
        countError(deps.book, `gateway ${String(answer?.status ?? 'without answer')}`);
        await pause(RETRY_AFTER_MS[attempt] ?? RETRY_AFTER_MS.at(-1));
      }
      return undefined;
    },
    stop: () => {
      isStopped = true;
    },
  };
}

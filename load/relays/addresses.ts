import { Agent, request } from 'undici';

/** A load balancer would give up a process that does not answer after this time. */
const TIMEOUT_MS = 25_000;

export interface RelayCall {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface RelayAnswer {
  readonly status: number;
  readonly text: string;
}

/** The addresses of the relay processes, in turn: what a load balancer does that keeps nobody at one process. */
export interface RelayAddresses {
  next(): string;
  /** Tries the next process when one cannot be connected to. Undefined: no answer came. */
  call(call: RelayCall): Promise<RelayAnswer | undefined>;
  close(): Promise<void>;
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
}

export function createRelayAddresses(urls: () => readonly string[]): RelayAddresses {
  const agent = new Agent({ connections: 256, connectTimeout: 5_000, bodyTimeout: TIMEOUT_MS });
  let turn = 0;
  const next = (): string => {
    const all = urls();
    turn = (turn + 1) % all.length;
    return all[turn] ?? '';
  };

  async function callOne(call: RelayCall): Promise<RelayAnswer> {
    const { method, path, headers, body = null } = call;
    const answer = await request(next() + path, {
      dispatcher: agent,
      method,
      headers,
      body,
      headersTimeout: TIMEOUT_MS,
    });
    return { status: answer.statusCode, text: await answer.body.text() };
  }

  return {
    next,
    call: async (call) => {
      for (let tried = 1; ; tried += 1) {
        try {
          return await callOne(call);
        } catch (error) {
          if (!isRefused(error) || tried >= urls().length) return undefined;
        }
      }
    },
    close: () => agent.destroy(),
  };
}

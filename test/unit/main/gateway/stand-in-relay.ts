import type { CancelSignal } from '#core/base/ports.ts';
import { createSystemClock } from '../../../../src/main/runtime/clock.ts';
import { isPaymentReference, type PaymentReference } from '#core/base/ids.ts';
import type { SalesTerms } from '#core/payment/sales-terms.ts';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  createPaymentGateway,
  type VippsGateway,
} from '../../../../src/main/gateway/payment-gateway.ts';
import { createRelayHttp, type RelayHttp } from '../../../../src/main/gateway/relay-http.ts';
import {
  createListLog,
  createStandingClock,
  type ListLog,
  type StandingClock,
} from './standing-clock.ts';

export const MACHINE = 'vm-0001';
export const REFERENCE = referenceOf('01k00000000000000000000000');
export const TERMS: SalesTerms = {
  merchantSerialNumber: '123456',
  market: 'NO',
  currency: 'NOK',
  userFlow: 'PUSH_MESSAGE',
  returnUrl: undefined,
  partialCapture: true,
  orderManagement: true,
  maxAmountCapMinor: 20_000,
};

export function referenceOf(ulid: string): PaymentReference {
  const text = `${MACHINE}-${ulid}`;
  if (!isPaymentReference(text)) throw new Error(`Not a reference: ${text}`);
  return text;
}

/** Real time that anything on this computer may take. */
const PATIENCE_MS = 10_000;

/** Lets the event loop turn until `isReached`; fails when it never is. */
export async function until(isReached: () => boolean, what = 'the condition'): Promise<void> {
  const endMs = performance.now() + PATIENCE_MS;
  while (!isReached()) {
    if (performance.now() > endMs) throw new Error(`Waited in vain for ${what}`);
    await nextTurn();
  }
}

/** Long enough for a call that should not happen to happen after all. */
export async function quiet(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await nextTurn();
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
  readonly key: string | undefined;
  /** By the fake clock. */
  readonly atMs: number;
}

/** `lost`: the connection breaks without an answer. `silence`: it stays open without one. */
export type Reply =
  | 'lost'
  | 'silence'
  | {
      readonly status: number;
      readonly body?: unknown;
      readonly text?: string;
      readonly contentType?: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

export interface StandIn {
  readonly url: string;
  readonly server: Server;
  readonly calls: Call[];
  /** Answers of the next calls whose `<METHOD> <path>` matches; the last repeats. */
  on(route: RegExp, ...replies: readonly Reply[]): void;
  close(): Promise<void>;
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  try {
    return JSON.parse(text);
  } catch {
    return text === '' ? undefined : text;
  }
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === 'silence') return;
  if (reply === 'lost') {
    response.destroy();
    return;
  }
  response.writeHead(reply.status, {
    'content-type': reply.contentType ?? 'application/json',
    ...reply.headers,
  });
  response.end(reply.text ?? (reply.body === undefined ? '' : JSON.stringify(reply.body)));
}

/** A server of the test that stands where the relay's gateway is. */
export async function startStandIn(clock: StandingClock, port = 0): Promise<StandIn> {
  const calls: Call[] = [];
  const routes: { readonly route: RegExp; readonly replies: Reply[] }[] = [];

  function replyTo(line: string): Reply {
    const found = routes.find(({ route }) => route.test(line));
    const reply = found?.replies[0] ?? { status: 418, body: { title: `No reply for ${line}` } };
    if (found !== undefined && found.replies.length > 1) found.replies.shift();
    return reply;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '', headers } = request;
    const body = await readBody(request);
    const key = headers['idempotency-key'];
    calls.push({
      method,
      path,
      headers,
      body,
      key: typeof key === 'string' ? key : undefined,
      atMs: clock.monotonicMs(),
    });
    send(response, replyTo(`${method} ${path}`));
  }

  const server = createServer((request, response) => {
    void serve(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('No address');
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    server,
    calls,
    on: (route, ...replies) => {
      const old = routes.findIndex((one) => one.route.source === route.source);
      if (old >= 0) routes.splice(old, 1);
      routes.push({ route, replies: [...replies] });
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

export interface GatewayWorld {
  readonly clock: StandingClock;
  readonly relay: StandIn;
  readonly http: RelayHttp;
  readonly gateway: VippsGateway;
  readonly log: ListLog;
  readonly signal: CancelSignal;
  readonly abort: () => void;
  /** Calls to the relay so far whose line matches. */
  readonly callsOf: (route: RegExp) => readonly Call[];
  /** Moves the clock in small steps, and only while nothing is on the wire, until `work` has ended. */
  readonly run: <Value>(work: Promise<Value>) => Promise<Value>;
}

const STEP_MS = 250;

/** Moves `clock` in small steps, and only while a timer is pending, until `work` has ended. */
export async function drive<Value>(
  clock: Pick<StandingClock, 'advance' | 'pendingTimers'>,
  work: Promise<Value>,
): Promise<Value> {
  const ends: boolean[] = [];
  const mark = (): void => {
    ends.push(true);
  };
  work.then(mark, mark);
  const isDone = (): boolean => ends.length > 0;
  while (!isDone()) {
    await until(() => isDone() || clock.pendingTimers() > 0, 'an end or a pause');
    if (!isDone()) clock.advance(STEP_MS);
    await nextTurn();
  }
  return work;
}

/** Runs `body` with a real gateway in front of a stand-in relay on 127.0.0.1. */
export async function withGateway(
  body: (world: GatewayWorld) => Promise<void>,
  options: { readonly terms?: SalesTerms | undefined; readonly random?: () => number } = {},
): Promise<void> {
  const clock = createStandingClock();
  const relay = await startStandIn(clock);
  const log = createListLog();
  const http = createRelayHttp({
    relayUrl: relay.url,
    credential: 'machine-credential',
    clock: createSystemClock(),
    log,
  });
  const terms = 'terms' in options ? options.terms : TERMS;
  const gateway = createPaymentGateway({
    http,
    clock,
    log,
    machineId: MACHINE,
    terms: () => terms,
    random: options.random ?? (() => 0.5),
  });
  const controller = new AbortController();
  try {
    await body({
      clock,
      relay,
      http,
      gateway,
      log,
      signal: controller.signal,
      abort: () => {
        controller.abort();
      },
      callsOf: (route) => relay.calls.filter((call) => route.test(`${call.method} ${call.path}`)),
      run: (work) => drive(clock, work),
    });
  } finally {
    await gateway.stop();
    await http.close();
    await relay.close();
  }
}

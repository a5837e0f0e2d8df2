import { LINK_CLOSE, LINK_PATH, REFUSAL_HEADER, REPLACED } from '#contract/relay/messages.ts';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { Agent, buildConnector, ping, WebSocket, type Dispatcher } from 'undici';

/** Where undici tells of a pong; its WebSocket has no event for it. */
const PONGS = 'undici:websocket:pong';

const CONNECT_TIMEOUT_MS = 10_000;
const UNAUTHORIZED = 401;
/** The machine is connected already, and answers there. */
const CONFLICT = 409;

/** Why a connection ended: what a person can read, and what that means for the next one. */
export interface LinkEnd {
  readonly detail: string;
  /**
   * `refused`: the credential is not accepted. `replaced`: the machine connected from elsewhere. `retired`: another PC was
   * enrolled as this machine.
   */
  readonly cause: 'away' | 'refused' | 'replaced' | 'retired';
}

export interface SocketHandlers {
  onOpen(): void;
  onText(text: string): void;
  /** The relay answered a ping. */
  onPong(): void;
  /** Once, and nothing after it. */
  onClose(end: LinkEnd): void;
}

/** One connection to the relay; it ends and is never opened again. */
export interface RelaySocket {
  send(text: string): void;
  ping(): void;
  close(code: number, detail: string): void;
}

/** What undici's WebSocket does not tell: the socket, and why there is none. */
interface Wire {
  readonly agent: Agent;
  tcp: Socket | undefined;
  /** HTTP status of a refused upgrade. */
  status: number | undefined;
  /** Why the relay refused it, where it says so. */
  refusal: string | undefined;
  problem: string;
}

function wordIn(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): string | undefined {
  const word = headers[REFUSAL_HEADER];
  return typeof word === 'string' ? word : undefined;
}

function noteStatus(wire: Wire): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart: (...told) => handler.onRequestStart?.(...told),
      onRequestUpgrade: (...told) => handler.onRequestUpgrade?.(...told),
      onResponseStart: (...told) => {
        const [, status, headers] = told;
        wire.status = status;
        wire.refusal = wordIn(headers);
        handler.onResponseStart?.(...told);
      },
      onResponseData: (...told) => handler.onResponseData?.(...told),
      onResponseEnd: (...told) => handler.onResponseEnd?.(...told),
      onResponseError: (...told) => handler.onResponseError?.(...told),
    });
}

function createWire(): Wire {
  const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS });
  const agent = new Agent({
    connect: (options, done) => {
      connect(options, (...made) => {
        const [error, tcp] = made;
        if (error === null) wire.tcp = tcp;
        else wire.problem = error.message;
        done(...made);
      });
    },
  });
  const wire: Wire = { agent, tcp: undefined, status: undefined, refusal: undefined, problem: '' };
  return wire;
}

function isRetired({ status, refusal }: Wire, event: { code: number; reason: string }): boolean {
  if (status === UNAUTHORIZED) return refusal === REPLACED;
  return event.code === LINK_CLOSE.refused && event.reason === REPLACED;
}

function endOf(wire: Wire, event: { code: number; reason: string }): LinkEnd {
  const { status, problem } = wire;
  if (isRetired(wire, event)) {
    return { cause: 'retired', detail: 'another PC is enrolled as this machine now' };
  }
  if (status === UNAUTHORIZED || event.code === LINK_CLOSE.refused) {
    return {
      cause: 'refused',
      detail: "the relay refuses this machine's credential: enrol it again",
    };
  }
  if (status === CONFLICT || event.code === LINK_CLOSE.replaced) {
    return { cause: 'replaced', detail: 'another kiosk is connected as this machine' };
  }
  if (status !== undefined) {
    return { cause: 'away', detail: `the relay answered ${String(status)}` };
  }
  if (problem !== '') return { cause: 'away', detail: problem };
  const words = event.reason === '' ? '' : `: ${event.reason}`;
  return { cause: 'away', detail: `the connection ended (${String(event.code)}${words})` };
}

export function openRelaySocket(
  relayUrl: string,
  credential: string,
  handlers: SocketHandlers,
): RelaySocket {
  const wire = createWire();
  const url = `${relayUrl.replace(/^http/, 'ws')}${LINK_PATH}`;
  const headers = { authorization: `Bearer ${credential}` };
  const socket = new WebSocket(url, { headers, dispatcher: wire.agent.compose(noteStatus(wire)) });
  let isClosed = false;
  let ownEnd: LinkEnd | undefined;
  const onPong = (pong: unknown): void => {
    const isOurs = typeof pong === 'object' && pong !== null && 'websocket' in pong;
    if (isOurs && pong.websocket === socket && !isClosed) handlers.onPong();
  };
  subscribe(PONGS, onPong);

  function end(how: LinkEnd): void {
    if (isClosed) return;
    isClosed = true;
    unsubscribe(PONGS, onPong);
    // A peer that is gone never completes the closing; what was written still leaves.
    wire.tcp?.destroySoon();
    void wire.agent.destroy();
    handlers.onClose(how);
  }

  socket.addEventListener('open', () => {
    if (!isClosed) handlers.onOpen();
  });
  socket.addEventListener('message', (event) => {
    if (!isClosed && typeof event.data === 'string') handlers.onText(event.data);
  });
  socket.addEventListener('error', () => {
    // Says nothing; the close event that follows does.
  });
  socket.addEventListener('close', (event) => {
    end(ownEnd ?? endOf(wire, event));
  });
  return {
    send: (text) => {
      if (!isClosed && socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    ping: () => {
      if (!isClosed) ping(socket);
    },
    close: (code, detail) => {
      // Before it is open the close event comes at once, from inside the call.
      ownEnd = { cause: 'away', detail };
      socket.close(code);
      end(ownEnd);
    },
  };
}

import {
  HEARTBEAT_EVERY_MS,
  HEARTBEAT_SILENCE_MS,
  silenceLimitMs,
  WHOLE_HEARTBEAT_EVERY_MS,
} from '#contract/relay/heartbeat.ts';
import {
  isOfNewerKind,
  LINK_CLOSE,
  LINK_PATH,
  LINK_VERSION,
  relayMessageSchema,
  type MachineMessage,
  type RelayMessage,
} from '#contract/relay/messages.ts';
import { WebSocket, type RawData } from 'ws';

/** The pauses of a kiosk before it connects again (main/gateway/reconnect-pause.ts). */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
const SHORTEST_PAUSE_MS = 100;
const NEEDS_A_PERSON_PAUSE_MS = 60_000;
const HANDSHAKE_WITHIN_MS = 10_000;

export interface LinkDeps {
  readonly machineId: string;
  readonly credential: string;
  /** The address for the next connection. */
  readonly nextRelay: () => string;
  /** Everything is heard and said so much later. */
  readonly delayMs: number;
  readonly onMessage: (message: RelayMessage) => void;
  readonly onTrouble: (kind: string) => void;
  /** Something came that no relay may send. */
  readonly onNonsense: (text: string) => void;
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return data instanceof ArrayBuffer ? Buffer.from(data).toString('utf8') : data.toString('utf8');
}

/** The link of one simulated machine: connects for ever, as a kiosk does. */
export class Link {
  readonly #deps: LinkDeps;
  #socket: WebSocket | undefined;
  #isWelcome = false;
  #isStopped = true;
  #failures = 0;
  #beat = 0;
  #heardAtMs = 0;
  #wholeBeatAtMs = -Infinity;
  /** Seconds between two signs of life, when the relay says so. */
  #pace: number | undefined;
  #state: 'ready' | 'busy' = 'ready';
  /** Counts connections. */
  number = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: LinkDeps) {
    this.#deps = deps;
  }

  isUp(): boolean {
    return this.#isWelcome;
  }

  start(): void {
    this.#isStopped = false;
    this.#connect();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#socket?.terminate();
  }

  /** The relay hears at once whether the machine is free. */
  reportState(state: 'ready' | 'busy'): void {
    this.#state = state;
    if (this.#isWelcome) this.#sendHeartbeat();
  }

  /** The line is cut; both ends notice. */
  cut(): void {
    this.#socket?.terminate();
  }

  /** The relay is about to stop: the machine connects again after a random part of this time, as a kiosk does. */
  reconnectWithin(withinMs: number): void {
    const socket = this.#socket;
    setTimeout(() => {
      socket?.close(1000);
    }, withinMs * Math.random()).unref();
  }

  /** The machine has a new address: the old connection stays and answers nothing. */
  leaveHalfOpen(): void {
    const old = this.#socket;
    if (old === undefined || !this.#isWelcome) return;
    old.removeAllListeners();
    old.on('error', () => undefined);
    old.pause();
    this.#socket = undefined;
    this.#lost(SHORTEST_PAUSE_MS);
    setTimeout(() => {
      old.terminate();
    }, LONGEST_PAUSE_MS).unref();
  }

  send(message: MachineMessage): void {
    const socket = this.#socket;
    const say = (): void => {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    };
    if (this.#deps.delayMs === 0) say();
    else setTimeout(say, this.#deps.delayMs);
  }

  #connect(): void {
    const { credential, nextRelay, delayMs, onTrouble } = this.#deps;
    this.number += 1;
    const socket = new WebSocket(nextRelay().replace('http', 'ws') + LINK_PATH, {
      headers: { authorization: `Bearer ${credential}` },
      perMessageDeflate: false,
      handshakeTimeout: HANDSHAKE_WITHIN_MS,
    });
    this.#socket = socket;
    this.#heardAtMs = performance.now();
    let pauseMs: number | undefined;
    const hear = (data: RawData): void => {
      if (this.#socket === socket) this.#hear(textOf(data));
    };
    socket.on('open', () => {
      this.send({ type: 'hello', version: LINK_VERSION, software: 'vendskap load' });
    });
    socket.on('message', (data) => {
      if (delayMs === 0) hear(data);
      else setTimeout(hear, delayMs, data);
    });
    socket.on('pong', () => {
      if (this.#socket === socket) this.#heardAtMs = performance.now();
    });
    const end = (code: number): void => {
      if (this.#socket !== socket) return;
      this.#socket = undefined;
      if (code >= 4000) onTrouble(`link closed ${String(code)}`);
      if (code === LINK_CLOSE.replaced || code === LINK_CLOSE.refused) {
        pauseMs = NEEDS_A_PERSON_PAUSE_MS;
      }
      this.#lost(pauseMs);
    };
    socket.on('unexpected-response', (request, response) => {
      onTrouble(`link ${String(response.statusCode)}`);
      if (response.statusCode === 401 || response.statusCode === 409) {
        pauseMs = NEEDS_A_PERSON_PAUSE_MS;
      }
      response.resume();
      request.destroy();
      // After this answer the socket may never say that it is closed.
      end(0);
    });
    socket.on('error', () => undefined);
    socket.on('close', end);
  }

  #lost(pauseMs: number | undefined): void {
    clearTimeout(this.#timer);
    this.#isWelcome = false;
    if (this.#isStopped) return;
    const grown = Math.min(FIRST_PAUSE_MS * 2 ** this.#failures, LONGEST_PAUSE_MS);
    const jittered = Math.max(Math.random() * grown, SHORTEST_PAUSE_MS);
    this.#failures += 1;
    this.#timer = setTimeout(() => {
      this.#connect();
    }, pauseMs ?? jittered);
  }

  #sendHeartbeat(): void {
    this.#wholeBeatAtMs = performance.now();
    this.#beat += 1;
    const next = this.#pace === undefined ? {} : { nextWithinSeconds: this.#pace };
    this.send({ type: 'heartbeat', id: this.#beat, state: this.#state, reasons: [], ...next });
  }

  /** A whole heartbeat now and then, a ping in between; the relay says how often. */
  #beatOn(): void {
    const seconds = this.#pace;
    const nowMs = performance.now();
    const silentMs = seconds === undefined ? HEARTBEAT_SILENCE_MS : silenceLimitMs(seconds);
    if (nowMs - this.#heardAtMs > silentMs) {
      this.#deps.onTrouble('link silent');
      this.cut();
      return;
    }
    if (seconds === undefined || nowMs - this.#wholeBeatAtMs >= WHOLE_HEARTBEAT_EVERY_MS) {
      this.#sendHeartbeat();
    } else if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.ping();
    }
    this.#timer = setTimeout(
      () => {
        this.#beatOn();
      },
      seconds === undefined ? HEARTBEAT_EVERY_MS : seconds * 1_000,
    );
  }

  #hear(text: string): void {
    this.#heardAtMs = performance.now();
    const frame: unknown = JSON.parse(text);
    const message = relayMessageSchema.safeParse(frame);
    if (!message.success) {
      if (!isOfNewerKind(frame, relayMessageSchema)) this.#deps.onNonsense(text.slice(0, 200));
      return;
    }
    if (message.data.type === 'welcome' && !this.#isWelcome) {
      this.#isWelcome = true;
      this.#failures = 0;
      this.#wholeBeatAtMs = -Infinity;
      this.#pace = message.data.heartbeatSeconds;
      this.#beatOn();
    }
    this.#deps.onMessage(message.data);
  }
}

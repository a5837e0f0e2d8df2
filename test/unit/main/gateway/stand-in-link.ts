import {
  LINK_PATH,
  machineMessageSchema,
  type MachineMessage,
  type RelayMessage,
} from '#contract/relay/messages.ts';
import type { RelayEvent, RelayFeed } from '#core/payment/relay-feed.ts';
import { createServer, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { createRelayFeed } from '../../../../src/main/gateway/relay-feed.ts';
import { MACHINE, until } from './stand-in-relay.ts';
import {
  createListLog,
  createStandingClock,
  type ListLog,
  type StandingClock,
} from './standing-clock.ts';

export const CREDENTIAL = 'machine-credential';

/** One machine's link as the relay sees it. */
export interface Link {
  readonly heard: MachineMessage[];
  /** Pings that the machine sent; each is answered. */
  pings: number;
  /** Undefined while open. */
  closedWith: number | undefined;
  send(message: RelayMessage): void;
  sendText(text: string): void;
  close(code: number): void;
  /** The connection breaks without a word. */
  cut(): void;
  /** Nothing is read or answered any more: the line is dead, and neither end knows. */
  pause(): void;
}

type EventOf<Kind extends RelayEvent['kind']> = Extract<RelayEvent, { kind: Kind }>;

export interface FeedWorld {
  readonly clock: StandingClock;
  readonly feed: RelayFeed;
  readonly log: ListLog;
  readonly events: RelayEvent[];
  /** Refuses upgrades with this status; undefined accepts them. */
  setRefusal(status: number | undefined): void;
  /** Says nothing to an upgrade at all. */
  setMute(isMute: boolean): void;
  attempts(): number;
  /** Starts the feed, waits for its hello, and welcomes it. */
  connect(): Promise<Link>;
  /** The link number `count`, after its hello. */
  linkNumber(count: number): Promise<Link>;
  eventsOf<Kind extends RelayEvent['kind']>(kind: Kind): readonly EventOf<Kind>[];
  /** The last that was told of the link. */
  lastLink(): EventOf<'link'> | undefined;
}

function textOf(data: RawData): string {
  if (data instanceof ArrayBuffer) return Buffer.from(data).toString('utf8');
  return (Array.isArray(data) ? Buffer.concat(data) : data).toString('utf8');
}

function linkOf(ws: WebSocket): Link {
  const link: Link = {
    heard: [],
    pings: 0,
    closedWith: undefined,
    send: (message) => {
      ws.send(JSON.stringify(message));
    },
    sendText: (text) => {
      ws.send(text);
    },
    close: (code) => {
      ws.close(code);
    },
    cut: () => {
      ws.terminate();
    },
    pause: () => {
      ws.pause();
    },
  };
  ws.on('message', (data) => {
    link.heard.push(machineMessageSchema.parse(JSON.parse(textOf(data))));
  });
  ws.on('ping', () => {
    link.pings += 1;
  });
  ws.on('close', (code) => {
    link.closedWith = code;
  });
  return link;
}

export function welcome(clock: StandingClock): RelayMessage {
  return {
    type: 'welcome',
    version: 1,
    machineId: MACHINE,
    serverTimeMs: clock.nowMs() - 1_500,
    location: 'Hall',
    salesUnit: {
      merchantSerialNumber: '123456',
      market: 'NO',
      currency: 'NOK',
      userFlow: 'PUSH_MESSAGE',
      partialCapture: true,
      orderManagement: true,
      maxAmountCap: 20_000,
    },
  };
}

interface LinkServer {
  readonly url: string;
  readonly links: Link[];
  refusal: number | undefined;
  isMute: boolean;
  attempts: number;
  close(): Promise<void>;
}

async function startLinkServer(): Promise<LinkServer> {
  const sockets = new WebSocketServer({ noServer: true });
  const server = createServer();
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    state.attempts += 1;
    socket.on('error', () => socket.destroy());
    // Ends only when the other side hangs up.
    if (state.isMute) {
      socket.resume();
      socket.on('end', () => socket.destroy());
      return;
    }
    const isKnown =
      request.headers.authorization === `Bearer ${CREDENTIAL}` && request.url === LINK_PATH;
    const status = isKnown ? state.refusal : 401;
    if (status !== undefined) {
      socket.end(`HTTP/1.1 ${String(status)} No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (ws) => state.links.push(linkOf(ws)));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('No address');
  const state: LinkServer = {
    url: `http://127.0.0.1:${String(address.port)}`,
    links: [],
    refusal: undefined,
    isMute: false,
    attempts: 0,
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
  return state;
}

/** Runs `body` with a real feed that connects to a WebSocket server of the test. */
export async function withFeed(
  body: (world: FeedWorld) => Promise<void>,
  random: () => number = () => 1,
): Promise<void> {
  const clock = createStandingClock();
  const log = createListLog();
  const events: RelayEvent[] = [];
  const server = await startLinkServer();
  const feed = createRelayFeed({
    relayUrl: server.url,
    credential: CREDENTIAL,
    software: 'vendskap/test',
    clock,
    log,
    random,
  });
  feed.onEvent((event) => events.push(event));

  async function linkNumber(count: number): Promise<Link> {
    await until(() => (server.links[count - 1]?.heard.length ?? 0) > 0, `link ${String(count)}`);
    const link = server.links[count - 1];
    if (link === undefined) throw new Error('No link');
    return link;
  }
  function eventsOf<Kind extends RelayEvent['kind']>(kind: Kind): readonly EventOf<Kind>[] {
    return events.filter((event): event is EventOf<Kind> => event.kind === kind);
  }

  try {
    await body({
      clock,
      feed,
      log,
      events,
      linkNumber,
      eventsOf,
      lastLink: () => eventsOf('link').at(-1),
      setRefusal: (status) => {
        server.refusal = status;
      },
      setMute: (isMute) => {
        server.isMute = isMute;
      },
      attempts: () => server.attempts,
      connect: async () => {
        feed.start();
        const link = await linkNumber(1);
        link.send(welcome(clock));
        await until(() => link.heard.some(({ type }) => type === 'heartbeat'), 'a heartbeat');
        return link;
      },
    });
  } finally {
    await feed.stop();
    await server.close();
  }
}

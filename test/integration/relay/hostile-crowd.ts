import { connect, type Socket } from 'node:net';
import { request } from 'node:http';
import { WebSocket } from 'ws';

/** Everybody who means the relay no good, for as long as they are let. */
export interface Crowd {
  /** How often each of them was shown the door. */
  readonly ends: Readonly<Record<string, number>>;
  stop(): void;
}

interface CrowdOptions {
  readonly relayUrl: string;
  /** Credentials of machines of their own. */
  readonly credentials: readonly string[];
  /** The honest machine's: somebody has copied it. */
  readonly copied: string;
  readonly salesUnit: string;
}

const TICK_MS = 20;
const HEARTBEAT = JSON.stringify({ type: 'heartbeat', id: 1, state: 'ready', reasons: [] });
const HELLO = JSON.stringify({ type: 'hello', version: 1, software: 'flood' });

export function gatherCrowd({ relayUrl, credentials, copied, salesUnit }: CrowdOptions): Crowd {
  const { port } = new URL(relayUrl);
  const ends: Record<string, number> = {};
  const stops: (() => void)[] = [];
  let isOver = false;
  let count = 0;
  const note = (what: string): void => {
    ends[what] = (ends[what] ?? 0) + 1;
  };

  function every(ms: number, run: () => void): void {
    const timer = setInterval(run, ms);
    stops.push(() => {
      clearInterval(timer);
    });
  }

  /** Connects with a credential, for ever; `speak` is asked for frames all the time. */
  function flood(name: string, credential: string, speak: () => readonly string[]): void {
    let ws: WebSocket | undefined;
    const open = (): void => {
      if (isOver) return;
      ws = new WebSocket(`${relayUrl.replace('http', 'ws')}/machine`, {
        headers: { authorization: `Bearer ${credential}` },
      });
      ws.on('open', () => {
        ws?.send(HELLO);
      });
      ws.on('unexpected-response', (asked, answer) => {
        note(`${name} ${String(answer.statusCode)}`);
        answer.resume();
        asked.destroy();
        setTimeout(open, 250);
      });
      ws.on('error', () => undefined);
      ws.on('close', (code) => {
        note(`${name} ${String(code)}`);
        setTimeout(open, 250);
      });
    };
    open();
    every(TICK_MS, () => {
      if (ws?.readyState !== WebSocket.OPEN || ws.bufferedAmount > 4_000_000) return;
      for (const frame of speak()) ws.send(frame);
    });
    stops.push(() => ws?.terminate());
  }

  const many = (frame: string, times = 200): (() => readonly string[]) => {
    const frames = Array<string>(times).fill(frame);
    return () => frames;
  };
  const [beats = '', acks = '', poison = '', alerts = '', deaf = ''] = credentials;
  flood('heartbeats', beats, many(HEARTBEAT));
  flood('acks', acks, () => [
    ...many(JSON.stringify({ type: 'ack', sequence: 9 }))(),
    ...many(HELLO, 50)(),
  ]);
  const alert = { type: 'alert', kind: 'machineFault', detail: 'Call this number now' };
  flood('poison', poison, () => {
    count += 1;
    const poisons = [
      JSON.stringify({ ...alert, id: 'p', sinceMs: 1e300 }),
      JSON.stringify({ ...alert, id: `p${String(count)}`, sinceMs: -1 }),
      count % 50 === 0 ? 'not JSON' : '{"type":"dance"}',
      count % 77 === 0 ? 'x'.repeat(60_000) : HEARTBEAT,
    ];
    return poisons;
  });
  flood('alerts', alerts, () =>
    Array.from({ length: 50 }, () => {
      count += 1;
      return JSON.stringify({ ...alert, id: `a${String(count)}`, sinceMs: Date.now() });
    }),
  );
  flood('copy', copied, many(HEARTBEAT, 1));

  /** Sends and never reads. */
  let silent: Socket | undefined;
  every(2_000, () => {
    silent?.destroy();
    silent = connect(Number(port), '127.0.0.1').on('error', () => undefined);
    silent.write(
      `GET /machine HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
        `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer ${deaf}\r\n\r\n`,
    );
    silent.pause();
    const payload = Buffer.from(HEARTBEAT);
    // A frame whose mask is all zeros: the payload as it is.
    const frame = Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
    silent.write(Buffer.concat(Array<Buffer>(20_000).fill(frame)));
  });

  /** Connections that are opened and left: nothing said, half a request, a wrong credential and no closing. */
  const open = new Set<Socket>();
  const halves = [
    '',
    'POST /enrol HTTP/1.1\r\nHost: x\r\nContent-Le',
    'GET /machine HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nAuthorization: Bearer wrongwrongwrongwrong\r\n\r\n',
    `GET /${'y'.repeat(12_000)} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
  ];
  every(50, () => {
    count += 1;
    const socket = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true });
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    socket.on('data', () => undefined);
    const half = halves[count % halves.length] ?? '';
    if (half !== '') socket.write(half);
  });
  stops.push(() => {
    for (const socket of open) socket.destroy();
    silent?.destroy();
  });

  /** Approvals that nobody signed, under long addresses. */
  every(20, () => {
    const path = `/webhooks/vipps/${salesUnit}${count % 2 === 0 ? '' : `/${'z'.repeat(12_000)}`}`;
    const forged = request({
      port,
      host: '127.0.0.1',
      path,
      method: 'POST',
      headers: {
        'x-ms-date': new Date().toUTCString(),
        'x-ms-content-sha256': 'bm8=',
        authorization:
          'HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=bm8=',
      },
    });
    forged.on('error', () => undefined);
    forged.on('response', (answer) => {
      note(`forged ${String(answer.statusCode)}`);
      answer.resume();
    });
    forged.end('{"name":"AUTHORIZED"}');
  });

  return {
    ends,
    stop: () => {
      isOver = true;
      for (const stop of stops) stop();
    },
  };
}

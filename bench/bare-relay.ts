/**
 * The floor of a relay: a bare `ws` server that welcomes every machine, and passes on what is posted to it without
 * verifying, storing or counting anything. Prints its port.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';

const links = new Map<string, WebSocket>();
let sequence = 0;

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

const server = createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
  void textOf(request).then((body) => {
    const event: { readonly reference: string } = JSON.parse(body);
    sequence += 1;
    links
      .get(event.reference.slice(0, -27))
      ?.send(`{"type":"paymentEvent","sequence":${String(sequence)},"event":${body}}`);
    response.end('{}');
  });
});

const sockets = new WebSocketServer({ server });
sockets.on('connection', (ws, request) => {
  const machineId = request.headers.authorization?.split(' ')[1] ?? '';
  links.set(machineId, ws);
  ws.on('message', (data: Buffer) => {
    const frame: { readonly type: string; readonly id: number } = JSON.parse(data.toString('utf8'));
    if (frame.type === 'heartbeat') {
      ws.send(JSON.stringify({ type: 'heartbeatAck', id: frame.id, serverTimeMs: Date.now() }));
    }
    if (frame.type !== 'hello') return;
    const salesUnit = {
      merchantSerialNumber: '900001',
      market: 'NO',
      currency: 'NOK',
      userFlow: 'PUSH_MESSAGE',
      partialCapture: true,
      orderManagement: true,
      maxAmountCap: 20_000,
    };
    ws.send(
      JSON.stringify({
        ...{ type: 'welcome', version: 1, machineId, serverTimeMs: Date.now(), location: 'x' },
        ...{ salesUnit, heartbeatSeconds: 60 },
      }),
    );
  });
  ws.on('error', () => undefined);
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  process.stdout.write(`${JSON.stringify({ port })}\n`);
});
process.once('SIGTERM', () => {
  process.exit(0);
});

import { KioskError } from '#core/base/errors.ts';
import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { formatMetrics } from './metrics.ts';

export interface StatusServer {
  readonly port: number;
  close(): Promise<void>;
}

/** `GET /status` as operators' scripts read it (design §11). */
export function statusOf(snapshot: KioskSnapshot): Readonly<Record<string, unknown>> {
  const { sale } = snapshot;
  return {
    machineId: snapshot.machineId,
    state: snapshot.state,
    reasons: snapshot.reasons,
    sale: sale === undefined ? null : { reference: sale.reference, state: sale.state },
    links: {
      relay: snapshot.relay.state === 'up' ? 'up' : 'down',
      hardware: snapshot.hardware.state === 'up' ? 'up' : 'down',
    },
    machine: snapshot.hardware.machine,
    faults: snapshot.machine.faults.map(({ code, eva, selection, raisedAtMs }) => ({
      code,
      eva,
      selection: selection ?? null,
      raisedAt: new Date(raisedAtMs).toISOString(),
    })),
    settling: snapshot.settlingCount,
    details: { relay: snapshot.relay.detail, hardware: snapshot.hardware.detail },
    version: snapshot.version,
  };
}

function answer(
  snapshot: () => KioskSnapshot,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const path = request.url?.split('?')[0];
  const send = (status: number, type: string, body: string): void => {
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
    response.end(body);
  };
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (isRead && path === '/status') {
    send(200, 'application/json; charset=utf-8', JSON.stringify(statusOf(snapshot())));
  } else if (isRead && path === '/metrics') {
    send(200, 'text/plain; version=0.0.4; charset=utf-8', formatMetrics(snapshot()));
  } else {
    send(404, 'text/plain; charset=utf-8', 'Only /status and /metrics are here.\n');
  }
}

/** Serves status and metrics to this computer only. Throws `status/port-in-use`. */
export async function startStatusServer(
  port: number,
  snapshot: () => KioskSnapshot,
): Promise<StatusServer> {
  const server = createServer((request, response) => {
    answer(snapshot, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(
        new KioskError(
          'status/port-in-use',
          `Port ${String(port)} cannot be used for the status: another program has it.`,
          { cause },
        ),
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

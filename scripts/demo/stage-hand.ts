import { once } from 'node:events';
import { createServer } from 'node:http';
import type { StageHand } from '../../src/simulator/stories/story.ts';

/** Serves the simulator's orders to the programs: `POST /cut-power` and so on. */
export async function serveStageHand(hand: StageHand): Promise<{
  readonly url: string;
  close(): void;
}> {
  const orders: ReadonlyMap<string, () => Promise<void>> = new Map([
    ['/cut-power', () => hand.cutPower()],
    ['/restore-power', () => hand.restorePower()],
    ['/cut-network', () => hand.cutNetwork()],
    ['/mend-network', () => hand.mendNetwork()],
  ]);
  const server = createServer((request, response) => {
    const order = request.method === 'POST' ? orders.get(request.url ?? '') : undefined;
    if (order === undefined) {
      response.writeHead(404).end();
      return;
    }
    order().then(
      () => {
        response.writeHead(204).end();
      },
      (error: unknown) => {
        response.writeHead(500).end(String(error));
      },
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('No port.');
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

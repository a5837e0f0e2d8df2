import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A load balancer that keeps nobody at one process: each connection goes to the next relay. */
export interface RelayFront {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens at `port` (0: any) and forwards to `ports` in turn. */
export async function openFront(port: number, ports: readonly number[]): Promise<RelayFront> {
  const ends = new Set<Socket>();
  let turn = 0;

  function keep(end: Socket, other: Socket): void {
    ends.add(end);
    end.setNoDelay(true);
    end.on('data', (bytes) => other.write(bytes));
    end.on('end', () => other.end());
    end.on('error', () => end.destroy());
    end.on('close', () => {
      ends.delete(end);
      other.destroy();
    });
  }

  const server = createServer({ allowHalfOpen: true }, (near) => {
    turn += 1;
    const to = ports[turn % ports.length] ?? 0;
    const far = connect({ host: '127.0.0.1', port: to, allowHalfOpen: true });
    keep(near, far);
    keep(far, near);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('No port.');
  return {
    port: address.port,
    close: async () => {
      for (const end of ends) end.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

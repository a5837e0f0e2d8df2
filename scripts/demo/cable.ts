import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A cable between two programs: a TCP port that forwards to another one until it is cut. */
export interface Cable {
  readonly port: number;
  /** Closes connections and refuses new ones. */
  cut(): void;
  /** Keeps connections open but delivers nothing in either direction, like a dead radio link. */
  freeze(): void;
  mend(): void;
  /** Closes the current connections; new ones work. */
  shake(): void;
  /** Listens to what is sent to the far end. @returns a function that stops it */
  overhear(listener: (text: string) => void): () => void;
  close(): Promise<void>;
}

export async function createCable(target: () => number): Promise<Cable> {
  const ends = new Set<Socket>();
  const listeners = new Set<(text: string) => void>();
  let state: 'whole' | 'cut' | 'frozen' = 'whole';

  function breakAll(): void {
    for (const end of ends) end.destroy();
  }

  function keep(end: Socket, other: Socket): void {
    ends.add(end);
    end.setNoDelay(true);
    end.on('data', (bytes) => {
      if (state !== 'frozen') other.write(bytes);
    });
    end.on('end', () => other.end());
    end.on('error', () => end.destroy());
    end.on('close', () => {
      ends.delete(end);
      other.destroy();
    });
  }

  const server: Server = createServer((near) => {
    if (state === 'cut') {
      near.resetAndDestroy();
      return;
    }
    near.on('data', (bytes) => {
      for (const listener of listeners) listener(bytes.toString('latin1'));
    });
    const far = connect({ host: '127.0.0.1', port: target() });
    keep(near, far);
    keep(far, near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('No port.');

  return {
    port: address.port,
    cut: () => {
      state = 'cut';
      breakAll();
    },
    freeze: () => {
      state = 'frozen';
    },
    mend: () => {
      if (state === 'frozen') breakAll();
      state = 'whole';
    },
    shake: breakAll,
    overhear: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: async () => {
      breakAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

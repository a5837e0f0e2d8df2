import { Client } from 'pg';
import type { WakeUpStore } from '../ports/cluster.ts';
import { addressesOf } from './addresses.ts';
import type { PostgresAccess } from './database-access.ts';

/** After a connection that ended or could not be made. */
const AGAIN_MS = 1_000;
const CONNECT_MS = 2_000;

const channelOf = (processId: string): string => `vendskap_${processId}`;

/** One statement, so one commit: every commit that notifies takes one lock of the whole database. */
const SEND =
  'SELECT pg_notify(channel, text) FROM unnest($1::text[], $2::text[]) AS told (channel, text)';

/** LISTEN and NOTIFY. The listener has a connection of its own, which PostgreSQL needs to tell it at once. */
export function createWakeUpStore(access: PostgresAccess, url: string): WakeUpStore {
  const addresses = addressesOf(url);
  return {
    send: async (wakeUps) => {
      const channels = wakeUps.map(({ processId }) => channelOf(processId));
      await access.run(
        SEND,
        channels,
        wakeUps.map(({ text }) => text),
      );
    },
    listen: (processId, listener) => {
      let isClosed = false;
      let tries = 0;
      let client: Client | undefined;
      let timer: NodeJS.Timeout | undefined;

      function again(ended: Client): void {
        if (ended !== client) return;
        client = undefined;
        listener.onListening(false);
        ended.end().catch(() => undefined);
        if (!isClosed) timer = setTimeout(connect, AGAIN_MS).unref();
      }

      function connect(): void {
        const connectionString = addresses[tries % addresses.length] ?? url;
        tries += 1;
        const next = new Client({
          connectionString,
          application_name: 'vendskap-relay-wake-ups',
          connectionTimeoutMillis: CONNECT_MS,
          keepAlive: true,
          keepAliveInitialDelayMillis: 10_000,
        });
        client = next;
        next.on('error', () => {
          again(next);
        });
        next.on('end', () => {
          again(next);
        });
        next.on('notification', ({ payload }) => {
          listener.onText(payload ?? '');
        });
        next
          .connect()
          .then(() => next.query(`LISTEN "${channelOf(processId)}"`))
          .then(
            () => {
              listener.onListening(true);
            },
            () => {
              again(next);
            },
          );
      }

      connect();
      return {
        close: async () => {
          isClosed = true;
          clearTimeout(timer);
          await client?.end().catch(() => undefined);
        },
      };
    },
  };
}

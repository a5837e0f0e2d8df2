import { openDatabase } from '#sqlite/database.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

const LASTS_MS = 3_000;
/** As many as a relay's pool holds. */
const CONNECTIONS = 12;
const BODY = 'x'.repeat(300);

/** Synced commits a second of one row each, with nothing else: what the database gives by itself. */
export function sqliteCommits(): number {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-commits-'));
  const database = openDatabase({
    path: join(folder, 'floor.db'),
    migrations: ['CREATE TABLE event (body TEXT NOT NULL) STRICT;'],
  });
  let count = 0;
  const began = performance.now();
  while (performance.now() - began < LASTS_MS) {
    database.run('INSERT INTO event (body) VALUES (?)', BODY);
    count += 1;
  }
  const seconds = (performance.now() - began) / 1_000;
  database.close();
  rmSync(folder, { recursive: true, force: true });
  return count / seconds;
}

export async function postgresCommits(url: string): Promise<number> {
  const clients = Array.from({ length: CONNECTIONS }, () => new Client({ connectionString: url }));
  for (const client of clients) await client.connect();
  await clients[0]!.query('CREATE TABLE floor_event (body text NOT NULL)');
  let count = 0;
  const began = performance.now();
  const insert = {
    name: 'insert',
    text: 'INSERT INTO floor_event (body) VALUES ($1)',
    values: [BODY],
  };
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() - began < LASTS_MS) {
        await client.query(insert);
        count += 1;
      }
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  await clients[0]!.query('DROP TABLE floor_event');
  for (const client of clients) await client.end();
  return count / seconds;
}

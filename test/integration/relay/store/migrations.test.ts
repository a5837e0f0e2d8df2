import { expect, test } from 'vitest';
import { createPostgresAccess } from '../../../../src/relay/store/postgres/database-access.ts';
import { migrate } from '../../../../src/relay/store/postgres/migrate.ts';
import { openPostgresStore } from '../../../../src/relay/store/postgres/postgres-store.ts';
import { POSTGRES_MIGRATIONS } from '../../../../src/relay/store/postgres/schema.ts';
import { freshDatabase } from '../../../support/postgres.ts';

const event = { machineId: 'vm-0001', key: 'a', body: '{}', atMs: 0 };

/** What a later release does to the database. */
async function upgrade(url: string, sql: string, isBreaking: boolean): Promise<void> {
  const access = createPostgresAccess(url);
  await migrate(access, [...POSTGRES_MIGRATIONS, { sql, isBreaking }]);
  await access.close();
}

test('processes that start at the same moment on an empty database all serve', async () => {
  const url = await freshDatabase();
  const stores = await Promise.all([1, 2, 3, 4].map(() => openPostgresStore(url)));
  const added = await Promise.all(stores.map(({ deliveries }) => deliveries.add(event)));
  expect(added.filter((delivery) => delivery !== undefined)).toHaveLength(1);
  await Promise.all(stores.map((store) => store.close()));
});

test('a process of the version before works on, and starts, on a schema that only gained something', async () => {
  const url = await freshDatabase();
  const store = await openPostgresStore(url);
  await upgrade(url, "ALTER TABLE delivery ADD COLUMN colour text NOT NULL DEFAULT ''", false);
  expect(await store.deliveries.add(event)).toBeDefined();
  const another = await openPostgresStore(url);
  expect(await another.deliveries.add({ ...event, key: 'b' })).toBeDefined();
  await another.close();
  await store.close();
});

test('it does not start on a schema that lost something, and says what to install', async () => {
  const url = await freshDatabase();
  await upgrade(url, 'ALTER TABLE delivery DROP COLUMN body', true);
  await expect(openPostgresStore(url)).rejects.toMatchObject({
    code: 'store/newer-version',
    message: expect.stringContaining('install that version or a later one'),
  });
});

import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';

/** Keys of facts that the kiosk keeps: what the relay told last, and how far the set-up has come. */
export type RememberedKey =
  'salesTerms' | 'location' | 'qr' | 'setup' | 'replaced' | 'recovery' | 'bundleSent';

const rememberedRow = z.object({ value: z.string(), at: z.number() });

export function recall<Value>(
  database: Database,
  key: RememberedKey,
  schema: z.ZodType<Value>,
): Value | undefined {
  const row = database.first(rememberedRow, 'SELECT value, at FROM remembered WHERE key = ?', key);
  if (row === undefined) return undefined;
  const parsed = schema.safeParse(JSON.parse(row.value));
  return parsed.success ? parsed.data : undefined;
}

export function remember(
  database: Database,
  entry: { readonly key: RememberedKey; readonly value: unknown; readonly atMs: number },
): void {
  database.run(
    `INSERT INTO remembered (key, value, at) VALUES (?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, at = excluded.at`,
    entry.key,
    JSON.stringify(entry.value),
    entry.atMs,
  );
}

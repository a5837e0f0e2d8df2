import type {
  OperatorCommand,
  OperatorCommands,
  QueuedCommand,
} from '#core/store/operator-commands.ts';
import { machineOrderSchema } from '#contract/ipc/machine-order.ts';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';

const orderSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('refund'),
    reference: z.string(),
    amountMinor: z
      .number()
      .nullable()
      .transform((value) => value ?? undefined),
    reason: z.string(),
    by: z.string(),
  }),
  z.object({ kind: z.literal('service'), isOn: z.boolean() }),
  z.object({ kind: z.literal('proof'), isOn: z.boolean() }),
  z.object({ kind: z.literal('testSale'), isOn: z.boolean() }),
  z.object({ kind: z.literal('tryAgain'), reference: z.string() }),
  z.object({ kind: z.literal('machine'), order: machineOrderSchema }),
  z.object({
    kind: z.literal('resolve'),
    reference: z.string(),
    decision: z.enum(['charge', 'release']),
  }),
]);

const orderRow = z.object({ id: z.string(), body: z.string() });
const answerRow = z.object({ answer: z.string().nullable() });

/** Queues a command for the running kiosk. */
export function queueCommand(
  database: Database,
  { id, order, atMs }: QueuedCommand & { readonly atMs: number },
): void {
  const body = JSON.stringify(order, (_key, value: unknown) =>
    value === undefined ? null : value,
  );
  database.run(
    'INSERT INTO person_order (id, at, body) VALUES (?, ?, ?)',
    id,
    Math.round(atMs),
    body,
  );
}

/** The answer to a command; undefined until the kiosk has taken it. */
export function answerTo(database: Database, id: string): string | undefined {
  const row = database.first(answerRow, 'SELECT answer FROM person_order WHERE id = ?', id);
  return row?.answer ?? undefined;
}

function orderOf(body: string): OperatorCommand | undefined {
  const parsed = orderSchema.safeParse(JSON.parse(body));
  return parsed.success ? parsed.data : undefined;
}

export function createOperatorCommands(database: Database): OperatorCommands {
  return {
    queue: (queued, atMs) => {
      queueCommand(database, { ...queued, atMs });
    },
    waiting: () =>
      database
        .all(orderRow, 'SELECT id, body FROM person_order WHERE answer IS NULL ORDER BY at, id')
        .flatMap(({ id, body }) => {
          const order = orderOf(body);
          return order === undefined ? [] : [{ id, order }];
        }),
    answer: (id, answer) => {
      database.run(
        'UPDATE person_order SET answer = ? WHERE id = ? AND answer IS NULL',
        answer,
        id,
      );
    },
  };
}

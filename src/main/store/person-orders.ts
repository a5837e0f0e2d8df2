import type { PersonOrder, PersonOrders, QueuedOrder } from '#core/store/person-orders.ts';
import { isFaultCode, type FaultCode } from '#core/faults/fault.ts';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';

const motors = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const hour = z.int().min(0).max(24);
const machineOrderSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('turnMotor'), item: z.int() }),
  z.object({ kind: z.literal('scanMotors') }),
  z.object({ kind: z.literal('clearSlot'), selection: z.string() }),
  z.object({
    kind: z.literal('clearFault'),
    code: z.custom<FaultCode>((value) => typeof value === 'string' && isFaultCode(value)),
  }),
  z.object({ kind: z.literal('coupleMotors'), item: z.int(), motors }),
  z.object({ kind: z.literal('testDropSensor') }),
  z.object({ kind: z.literal('setDropSensor'), isOn: z.boolean() }),
  z.object({
    kind: z.literal('setClimate'),
    climate: z.object({
      mode: z.enum(['cool', 'heat', 'constant', 'off']),
      celsius: z.int().min(-30).max(70),
    }),
  }),
  z.object({ kind: z.literal('setLight'), fromHour: hour, toHour: hour }),
]);

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
  z.object({ kind: z.literal('machine'), order: machineOrderSchema }),
  z.object({
    kind: z.literal('resolve'),
    reference: z.string(),
    decision: z.enum(['charge', 'release']),
  }),
]);

const orderRow = z.object({ id: z.string(), body: z.string() });
const answerRow = z.object({ answer: z.string().nullable() });

/** Leaves an order for the running machine. */
export function queueOrder(
  database: Database,
  { id, order, atMs }: QueuedOrder & { readonly atMs: number },
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

/** What became of an order; undefined while nobody has taken it. */
export function answerTo(database: Database, id: string): string | undefined {
  const row = database.first(answerRow, 'SELECT answer FROM person_order WHERE id = ?', id);
  return row?.answer ?? undefined;
}

function orderOf(body: string): PersonOrder | undefined {
  const parsed = orderSchema.safeParse(JSON.parse(body));
  return parsed.success ? parsed.data : undefined;
}

export function createPersonOrders(database: Database): PersonOrders {
  return {
    queue: (queued, atMs) => {
      queueOrder(database, { ...queued, atMs });
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

import { z } from 'zod';
import type { FleetEntry, MachineStatus } from './ports/fleet.ts';

/** A status as one text: columns would add nothing, since nobody searches by them. A field of a newer version is passed over. */
const statusSchema = z.object({
  isConnected: z.boolean(),
  sinceMs: z.number(),
  heardAtMs: z.number(),
  state: z.enum(['ready', 'busy', 'notReady']),
  reasons: z.array(z.string()),
  faults: z.array(z.string()),
  software: z.string(),
  driver: z.string(),
  lastSaleAtMs: z.number().optional(),
  roundTripMs: z.number().optional(),
});

const statusText = z.string().transform((text): MachineStatus => {
  const status = statusSchema.parse(JSON.parse(text));
  const { lastSaleAtMs, roundTripMs, ...rest } = status;
  return { ...rest, lastSaleAtMs, roundTripMs };
});

export const fleetRow = z
  .object({ machineId: z.string(), connects: z.number(), body: statusText })
  .transform(({ machineId, connects, body }): FleetEntry => ({ machineId, connects, ...body }));

export const historyRow = z.object({ body: statusText }).transform(({ body }) => body);

/** When a machine said it, or its link began or ended. Whole milliseconds. */
export function changedAtMs({ heardAtMs, sinceMs }: MachineStatus): number {
  return Math.round(Math.max(heardAtMs, sinceMs));
}

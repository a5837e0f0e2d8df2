import { z } from 'zod';

/** Rows that both databases return under the same names and with the same types. */

export const countRow = z.object({ count: z.number() });
export const machineIdRow = z.object({ machineId: z.string() });

/** The newest change of the audit log. */
export const changeRow = z.object({ last: z.number() });

export const codeRow = z.object({
  machineId: z.string(),
  secretHash: z.string(),
  expiresAtMs: z.number(),
  wrongTries: z.number(),
});
/** Why a credential has ended. */
export const endRow = z.object({ why: z.enum(['replaced', 'revoked']) });

export const keptBundleRow = z
  .object({ atMs: z.number(), body: z.string() })
  .transform(({ atMs, body }) => ({ atMs, body: new Uint8Array(Buffer.from(body, 'base64')) }));

export const triesRow = z.object({ tries: z.number() });

export const deliveryRow = z.object({ sequence: z.number(), body: z.string() });

export const registrationRow = z.object({
  merchantSerialNumber: z.string(),
  url: z.string(),
  id: z.string(),
  secret: z.string(),
  retiredAtMs: z
    .number()
    .nullable()
    .transform((value) => value ?? undefined),
});

export const alertRow = z.object({
  machineId: z.string(),
  id: z.string(),
  channel: z.string(),
  body: z.string(),
  atMs: z.number(),
  tries: z.number(),
});

import { z } from 'zod';

/** 115200 8N1. A USB CDC line ignores the rate, a Pi Hat does not. */
export const BAUD_RATE = 115_200;

/** What `hardware` in kiosk.json may say to this driver, with the safe defaults. */
export const qibixxOptionsSchema = z.object({
  /** MDB address: 0x60 when the machine has a card reader at 0x10. */
  mdbAddress: z.enum(['0x10', '0x60']).default('0x10'),
  /** Firmwares differ in the name of that parameter. */
  addressParameter: z.enum(['mdb-address', 'mdb-addr']).default('mdb-address'),
  decimalPlaces: z.number().int().min(0).max(3).default(2),
  scaleFactor: z.number().int().min(1).max(100).default(1),
  /** MDB currency code; by default that of the sales unit. */
  currencyCode: z
    .string()
    .regex(/^0x[0-9a-f]{4}$/i)
    .optional(),
  /** The max response time told to the machine, seconds. */
  mdbTimeoutSeconds: z.number().int().min(5).max(255).default(60),
  lineEnding: z.enum(['lf', 'crlf']).default('lf'),
  denyWith: z.enum(['vend', 'stop']).default('vend'),
});
export type QibixxOptions = z.infer<typeof qibixxOptionsSchema>;

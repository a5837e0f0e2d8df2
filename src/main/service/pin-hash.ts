import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { z } from 'zod';

/** OWASP’s parameters for scrypt: 32 MiB and about a third of a second, on a thread of their own. */
const COST = { N: 2 ** 15, r: 8, p: 3 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;

const base64 = z.base64().transform((text) => Buffer.from(text, 'base64'));
const power = z.coerce.number().int().min(1).max(20);
const hashSchema = z.tuple([z.literal('scrypt'), power, power, power, base64, base64]);

interface Recipe {
  readonly pin: string;
  readonly salt: Buffer;
  readonly bytes: number;
  readonly cost: { readonly N: number; readonly r: number; readonly p: number };
}

function derive({ pin, salt, bytes, cost }: Recipe): Promise<Buffer> {
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, bytes, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

/** `scrypt$<log2 N>$<r>$<p>$<salt>$<key>`: the parameters stay with the hash, so that they can be raised later. */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive({ pin, salt, bytes: KEY_BYTES, cost: COST });
  const { N, r, p } = COST;
  return ['scrypt', Math.log2(N), r, p, salt.toString('base64'), key.toString('base64')].join('$');
}

/** Takes equally long for a wrong PIN and the right one. Also false when `hash` is not a hash. */
export async function isPinOf(pin: string, pinHash: string): Promise<boolean> {
  const parsed = hashSchema.safeParse(pinHash.split('$'));
  if (!parsed.success) return false;
  const [, log2N, r, p, salt, key] = parsed.data;
  const found = await derive({ pin, salt, bytes: key.length, cost: { N: 2 ** log2N, r, p } });
  return timingSafeEqual(found, key);
}

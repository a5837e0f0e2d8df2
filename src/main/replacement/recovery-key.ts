import {
  parseRecoveryCode,
  RECOVERY_LETTERS,
  RECOVERY_RANDOM,
  recoveryCodeOf,
} from '#core/replacement/recovery-code.ts';
import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  randomInt,
  scrypt,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';

/**
 * What a PC keeps of the recovery code: it can make bundles with it and open none. All in base64.
 * `publicKey` X25519; `makerKey` proves that whoever made a bundle has this PC or the code.
 */
export interface RecoveryKey {
  readonly salt: string;
  readonly publicKey: string;
  readonly makerKey: string;
}

/** N = 2^15, r = 8, p = 1: 32 MiB. The code itself has 118 random bits. */
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const KEY_BYTES = 32;
/** The DER of an X25519 key before its 32 bytes (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex');
const SPKI = Buffer.from('302a300506032b656e032100', 'hex');

const derive = promisify<string, Buffer, number, typeof SCRYPT, Buffer>(scrypt);

function expand(secret: Uint8Array, salt: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, `vendskap bundle 1 ${purpose}`, KEY_BYTES));
}

function publicKeyOf(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' });
}

function rawOf(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(SPKI.length);
}

/** Both halves of what a code stands for. */
interface Opener extends RecoveryKey {
  readonly privateKey: KeyObject;
}

async function openerOf(code: string, salt: Buffer): Promise<Opener> {
  const seed = await derive(code, salt, KEY_BYTES, SCRYPT);
  const der = Buffer.concat([PKCS8, expand(seed, salt, 'recipient')]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return {
    privateKey,
    salt: salt.toString('base64'),
    publicKey: rawOf(createPublicKey(privateKey)).toString('base64'),
    makerKey: expand(seed, salt, 'maker').toString('base64'),
  };
}

/** A new code, and what this PC keeps of it. The code is shown once and stored nowhere. */
export async function newRecovery(): Promise<{ readonly code: string; readonly key: RecoveryKey }> {
  const random = Array.from({ length: RECOVERY_RANDOM }, () => randomInt(RECOVERY_LETTERS));
  const code = recoveryCodeOf(random);
  const { salt, publicKey, makerKey } = await openerOf(code.replaceAll('-', ''), randomBytes(16));
  return { code, key: { salt, publicKey, makerKey } };
}

/** What a bundle says of its key, in base64. */
export interface KeyHint {
  readonly salt: string;
  readonly recipient: string;
  readonly ephemeral: string;
}

function contentKey(shared: Buffer, makerKey: string, hint: KeyHint): Buffer {
  const secret = Buffer.concat([shared, Buffer.from(makerKey, 'base64')]);
  const salt = Buffer.from(hint.ephemeral + hint.recipient, 'base64');
  return expand(secret, salt, 'content');
}

/** A key for one bundle, and the hint from which the recovery code finds it again. */
export function keyForBundle({ salt, publicKey, makerKey }: RecoveryKey): {
  readonly key: Buffer;
  readonly hint: KeyHint;
} {
  const own = generateKeyPairSync('x25519');
  const ephemeral = rawOf(own.publicKey).toString('base64');
  const hint = { salt, recipient: publicKey, ephemeral };
  const shared = diffieHellman({
    privateKey: own.privateKey,
    publicKey: publicKeyOf(Buffer.from(publicKey, 'base64')),
  });
  return { key: contentKey(shared, makerKey, hint), hint };
}

/** Undefined: this code does not open the bundle, or was typed wrong. */
export async function keyOfBundle(typed: string, hint: KeyHint): Promise<Buffer | undefined> {
  const code = parseRecoveryCode(typed);
  if (code === undefined) return undefined;
  const opener = await openerOf(code, Buffer.from(hint.salt, 'base64'));
  if (opener.publicKey !== hint.recipient) return undefined;
  const publicKey = publicKeyOf(Buffer.from(hint.ephemeral, 'base64'));
  const shared = diffieHellman({ privateKey: opener.privateKey, publicKey });
  return contentKey(shared, opener.makerKey, hint);
}

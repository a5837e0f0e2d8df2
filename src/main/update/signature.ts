import {
  SIGNED_PREFIX,
  updateFileSchema,
  updateManifestSchema,
  type UpdateFile,
} from '#contract/update/update-file.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { UpdateFault } from '#core/update/offer.ts';
import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { SignedUpdate } from './versions-folder.ts';

/** What stands before the 32 bytes of an Ed25519 key in its DER form (RFC 8410). */
const DER_HEAD = Buffer.from('302a300506032b6570032100', 'hex');
const KEY_BYTES = 32;

function publicKey(base64: string): KeyObject | undefined {
  const raw = Buffer.from(base64, 'base64');
  if (raw.length !== KEY_BYTES) return undefined;
  return createPublicKey({ key: Buffer.concat([DER_HEAD, raw]), format: 'der', type: 'spki' });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isSigned({ signed, signatures }: UpdateFile, keys: readonly string[]): boolean {
  const bytes = Buffer.concat([Buffer.from(SIGNED_PREFIX), Buffer.from(signed, 'base64')]);
  return signatures.some(({ key, signature }) => {
    const known = keys.includes(key) ? publicKey(key) : undefined;
    return known !== undefined && verify(null, bytes, known, Buffer.from(signature, 'base64'));
  });
}

/** The manifest without a look at its signatures: of a version that is installed already. */
export function readUpdate(text: string): Result<SignedUpdate, 'unreadable'> {
  const file = updateFileSchema.safeParse(json(text));
  if (!file.success) return err('unreadable');
  const words = Buffer.from(file.data.signed, 'base64').toString('utf8');
  const manifest = updateManifestSchema.safeParse(json(words));
  return manifest.success ? ok({ text, manifest: manifest.data }) : err('unreadable');
}

/** Reads an update file of which one of these keys has signed every byte. Nothing of it is looked at before that is sure. */
export function verifyUpdate(
  text: string,
  keys: readonly string[],
): Result<SignedUpdate, UpdateFault> {
  const file = updateFileSchema.safeParse(json(text));
  if (!file.success) return err('unreadable');
  if (file.data.signatures.length === 0) return err('unsigned');
  return isSigned(file.data, keys) ? readUpdate(text) : err('bad-signature');
}

import { UPDATE_KINDS, UPDATE_RINGS, type UpdateManifest } from '#core/update/manifest.ts';
import { isVersion } from '#core/update/version.ts';
import { z } from 'zod';

/**
 * An update file (`….update.json`): a manifest as the bytes that were signed, and the signatures over them. It travels in a
 * frame of the link, on a USB stick, and lies beside each installed version.
 */
export const UPDATE_FILE_ENDING = '.update.json';
/** More than any update file has, characters. */
export const LARGEST_UPDATE_FILE = 16_384;

/** What is signed is this, and the bytes of the manifest: so that a signature for anything else is none here. */
export const SIGNED_PREFIX = 'vendskap-update-1\n';

const base64 = z.base64().max(LARGEST_UPDATE_FILE);

export const updateFileSchema = z.object({
  format: z.literal('vendskap-update-1'),
  /** Base64 of the manifest's JSON. */
  signed: base64,
  /** Ed25519, each by the key that it names: base64 of 32 and of 64 bytes. */
  signatures: z.array(z.object({ key: base64, signature: base64 })).max(4),
});
export type UpdateFile = z.infer<typeof updateFileSchema>;

/** Wall clock, milliseconds. */
const moment = z.int().positive().max(253_402_300_799_999);
const version = z.string().refine(isVersion, 'must look like 1.2.3');
const schemaNumber = z.int().min(0).max(100_000);

export const updateManifestSchema: z.ZodType<UpdateManifest> = z.object({
  version,
  kind: z.enum(UPDATE_KINDS),
  ring: z.enum(UPDATE_RINGS),
  minimumVersion: version,
  issuedAtMs: moment,
  expiresAtMs: moment,
  schema: z.object({ oldest: schemaNumber, own: schemaNumber, rollBackTo: schemaNumber }),
  sizeBytes: z.int().positive().max(4_000_000_000),
  sha512: z.string().regex(/^[0-9a-f]{128}$/),
  /** Two: the one in use, and one that lies in a safe. */
  keys: z.array(z.base64().length(44)).length(2),
});

/** `GET <relay url>/updates/<sha512>` with the machine's credential; `Range` goes on with a fetch that was cut. */
export const UPDATES_PATH = '/updates';

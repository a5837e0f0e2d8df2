import {
  SIGNED_PREFIX,
  UPDATE_FILE_ENDING,
  updateManifestSchema,
  type UpdateFile,
} from '#contract/update/update-file.ts';
import type { UpdateManifest } from '#core/update/manifest.ts';
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import { createReadStream, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';

const KEY_BYTES = 32;

/** Base64 of the 32 bytes of an Ed25519 key: how an update file names it. */
export function publicKeyOf(key: KeyObject): string {
  const der = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return der.subarray(-KEY_BYTES).toString('base64');
}

/** Writes a new private key for its owner only; a file that is there is left alone. @returns the public key */
export function makeKey(file: string): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' });
  writeFileSync(file, pem, { mode: 0o600, flag: 'wx' });
  return publicKeyOf(privateKey);
}

/** Throws when the file holds no Ed25519 key. */
export function readKey(file: string): KeyObject {
  const why = `${file} holds no private Ed25519 key.`;
  const parse = (): KeyObject => {
    try {
      return createPrivateKey(readFileSync(file));
    } catch (cause) {
      throw new Error(why, { cause });
    }
  };
  const key = parse();
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(why);
  return key;
}

export async function sha512OfFile(file: string): Promise<string> {
  const hash = createHash('sha512');
  for await (const piece of createReadStream(file)) {
    if (piece instanceof Uint8Array) hash.update(piece);
  }
  return hash.digest('hex');
}

/** The text of an update file. */
export function signManifest(manifest: UpdateManifest, keys: readonly KeyObject[]): string {
  const bytes = Buffer.from(JSON.stringify(updateManifestSchema.parse(manifest)));
  const signed = Buffer.concat([Buffer.from(SIGNED_PREFIX), bytes]);
  const file: UpdateFile = {
    format: 'vendskap-update-1',
    signed: bytes.toString('base64'),
    signatures: keys.map((key) => ({
      key: publicKeyOf(key),
      signature: sign(null, signed, key).toString('base64'),
    })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

export interface Release extends Omit<UpdateManifest, 'version' | 'kind' | 'sizeBytes' | 'sha512'> {
  readonly image: string;
}

const NAME = /^vendskap-(\d+\.\d+\.\d+)-(x64|arm64)\.AppImage$/;

/** `vendskap-0.2.0-x64.AppImage` → version and kind; undefined: it is not named like a release. */
export function releaseName(image: string): Pick<UpdateManifest, 'version' | 'kind'> | undefined {
  const [, version, machine] = NAME.exec(basename(image)) ?? [];
  if (version === undefined) return undefined;
  return { version, kind: machine === 'arm64' ? 'kiosk-linux-arm64' : 'kiosk-linux-x64' };
}

/** Signs an AppImage and writes its update file beside it. @returns the path of that file */
export async function signRelease(
  { image, ...rest }: Release,
  keys: readonly KeyObject[],
): Promise<string> {
  const name = releaseName(image);
  if (name === undefined) throw new Error(`${image} is not named like a release.`);
  const sizeBytes = statSync(image).size;
  const manifest = { ...rest, ...name, sizeBytes, sha512: await sha512OfFile(image) };
  const file = image.replace(/\.AppImage$/, UPDATE_FILE_ENDING);
  writeFileSync(file, signManifest(manifest, keys));
  return file;
}

/** What a computer must be to run a version. */
export const UPDATE_KINDS = ['kiosk-linux-x64', 'kiosk-linux-arm64'] as const;
export type UpdateKind = (typeof UPDATE_KINDS)[number];

/** Which machines get a version first. A version for `early` machines also goes to `test` machines; one for `all` goes to all. */
export const UPDATE_RINGS = ['test', 'early', 'all'] as const;
export type UpdateRing = (typeof UPDATE_RINGS)[number];

export function isUpdateRing(word: string): word is UpdateRing {
  return UPDATE_RINGS.some((ring) => ring === word);
}

/** Whether a version that was released to `released` is for a machine in `own`. */
export function isForRing(released: UpdateRing, own: UpdateRing): boolean {
  return UPDATE_RINGS.indexOf(own) <= UPDATE_RINGS.indexOf(released);
}

/** What the signature of an update vouches for. */
export interface UpdateManifest {
  /** `1.2.3` */
  readonly version: string;
  readonly kind: UpdateKind;
  readonly ring: UpdateRing;
  /** The oldest version that may be followed by this one. */
  readonly minimumVersion: string;
  /** Wall clock of whoever signed it, milliseconds. */
  readonly issuedAtMs: number;
  /** From then on no machine installs it any more. */
  readonly expiresAtMs: number;
  /** Numbers of kiosk.db's schema. */
  readonly schema: {
    /** The oldest database that this version can take over. */
    readonly oldest: number;
    /** The one that it makes. */
    readonly own: number;
    /** The oldest program, by its own schema, that still runs on that database: how far back one can go. */
    readonly rollBackTo: number;
  };
  /** Of the AppImage. */
  readonly sizeBytes: number;
  /** Of the AppImage, 128 small hexadecimal digits. */
  readonly sha512: string;
  /** The public keys that count from this version on: Ed25519, base64 of their 32 bytes. */
  readonly keys: readonly string[];
}

/** The name of its folder among the versions of a computer. */
export function versionIdOf({
  version,
  sha512,
}: Pick<UpdateManifest, 'version' | 'sha512'>): string {
  return `${version}-${sha512.slice(0, 12)}`;
}

/** `machine`: everything, to take over the machine. `setup`: settings, catalogue and people, to set up another one alike. */
export const BUNDLE_KINDS = ['machine', 'setup'] as const;
export type BundleKind = (typeof BUNDLE_KINDS)[number];

/** What anybody can read of a bundle. It is vouched for like the rest. */
export interface BundleFacts {
  readonly kind: BundleKind;
  /** Whose it is. */
  readonly machineId: string;
  readonly madeAtMs: number;
  /** Version of the program that made it, and of the database in it. */
  readonly software: string;
  readonly schema: number;
}

/** Why a bundle cannot be used. */
export type BundleFault =
  /** The file is no bundle, or of a later format. */
  | 'bundle-unknown'
  /** The recovery code was typed wrong, or is another machine's or an older one. */
  | 'bundle-code'
  /** It was cut off or changed. */
  | 'bundle-damaged';

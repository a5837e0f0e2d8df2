import { isForRing, versionIdOf, type UpdateManifest, type UpdateRing } from './manifest.ts';
import type { GivenUp } from './chooser-state.ts';
import { compareVersions } from './version.ts';

const DAY_MS = 86_400_000;
/** A version that is offered for longer and was never installed: whoever offers it may be keeping newer ones back. */
export const FROZEN_AFTER_MS = 30 * DAY_MS;
/** So far a clock may be wrong before we say so. */
const CLOCK_SLACK_MS = DAY_MS;
/** A version that failed because of something around it is tried again after so long, */
const TRY_AGAIN_AFTER_MS = DAY_MS;
/** and so often in all. */
const MOST_TRIES = 3;
/** Of the machine's surroundings, not of the version: a link that was down, a power cut. */
const OUTER_REASONS: readonly string[] = ['relay', 'hardware', 'starts'];

/** Why an update is refused; the screen has a sentence for each. */
export const UPDATE_FAULTS = [
  /** No update file, or one of a later format. */
  'unreadable',
  'unsigned',
  'bad-signature',
  'wrong-kind',
  'wrong-ring',
  /** Than the version that runs, or than one that was offered before. */
  'older',
  'expired',
  /** Nobody can say whether it has expired: this computer's clock stands before a moment that has been. */
  'clock',
  'frozen',
  /** From this version one has to go by an earlier update. */
  'too-far',
  /** The database would not fit it, or could not be gone back from. */
  'schema',
  /** It was tried, and did not work. */
  'given-up',
  /** The AppImage is shorter or longer than the signed size, */
  'truncated',
  /** or not what was signed. */
  'tampered',
] as const;
export type UpdateFault = (typeof UPDATE_FAULTS)[number];

/** Who brings an update: the relay, or a person with a USB stick. */
export type UpdateSource = 'relay' | 'stick';

/** What an offer is judged by. */
export interface OfferFacts {
  readonly source: UpdateSource;
  readonly kind: string;
  readonly ring: UpdateRing;
  /** Of the version that runs. */
  readonly version: string;
  /** The newest that was ever offered with a good signature; undefined: none. */
  readonly newestSeen: string | undefined;
  /** When this very offer was first seen, wall clock. */
  readonly firstSeenAtMs: number;
  readonly nowMs: number;
  /** The latest moment that is known to have been. */
  readonly floorMs: number;
  /** The schema that the running version makes, and the one that kiosk.db has: newer after going back. */
  readonly ownSchema: number;
  readonly databaseSchema: number;
  readonly givenUp: readonly GivenUp[];
  /** A person at the machine wants this version now. */
  readonly isWanted: boolean;
}

type Check = (manifest: UpdateManifest, facts: OfferFacts) => boolean;

function isOlder({ version }: UpdateManifest, facts: OfferFacts): boolean {
  if (compareVersions(version, facts.version) < 0) return true;
  const { newestSeen } = facts;
  return newestSeen !== undefined && compareVersions(version, newestSeen) < 0;
}

function isFrozen(_manifest: UpdateManifest, facts: OfferFacts): boolean {
  return facts.source === 'relay' && facts.nowMs - facts.firstSeenAtMs > FROZEN_AFTER_MS;
}

function fitsNot({ schema }: UpdateManifest, facts: OfferFacts): boolean {
  const { ownSchema, databaseSchema } = facts;
  const canTakeOver = schema.oldest <= databaseSchema && databaseSchema <= schema.own;
  return !canTakeOver || schema.rollBackTo > ownSchema;
}

/** Tried by itself again only when the version may not have been the cause. */
function isGivenUp(manifest: UpdateManifest, facts: OfferFacts): boolean {
  const tries = facts.givenUp.filter(({ id }) => id === versionIdOf(manifest));
  const last = tries.at(-1);
  if (last === undefined || facts.isWanted) return false;
  if (!OUTER_REASONS.includes(last.reason) || tries.length >= MOST_TRIES) return true;
  return facts.nowMs - last.atMs < TRY_AGAIN_AFTER_MS;
}

/** In this order: what can never be right comes before what time or a person may change. */
const CHECKS: readonly (readonly [UpdateFault, Check])[] = [
  ['wrong-kind', ({ kind }, facts) => kind !== facts.kind],
  ['older', isOlder],
  ['clock', (_manifest, facts) => facts.nowMs < facts.floorMs - CLOCK_SLACK_MS],
  ['clock', ({ issuedAtMs }, { nowMs }) => nowMs < issuedAtMs - CLOCK_SLACK_MS],
  ['expired', ({ expiresAtMs }, { nowMs, floorMs }) => Math.max(nowMs, floorMs) >= expiresAtMs],
  ['frozen', isFrozen],
  ['wrong-ring', ({ ring }, facts) => facts.source === 'relay' && !isForRing(ring, facts.ring)],
  ['too-far', ({ minimumVersion }, facts) => compareVersions(facts.version, minimumVersion) < 0],
  ['schema', fitsNot],
  ['given-up', isGivenUp],
];

/** What is wrong with an offer whose signature is good; undefined: it may be installed. Before the running version: `older`. */
export function faultOf(manifest: UpdateManifest, facts: OfferFacts): UpdateFault | undefined {
  return CHECKS.find(([, check]) => check(manifest, facts))?.[0];
}

import {
  isForRing,
  isUpdateRing,
  versionIdOf,
  type UpdateManifest,
} from '#core/update/manifest.ts';
import { faultOf, FROZEN_AFTER_MS, type OfferFacts } from '#core/update/offer.ts';
import { compareVersions, isVersion } from '#core/update/version.ts';
import { describe, expect, it } from 'vitest';

const DAY_MS = 86_400_000;
const NOW_MS = Date.parse('2026-12-01T12:00:00Z');

const MANIFEST: UpdateManifest = {
  version: '0.2.0',
  kind: 'kiosk-linux-x64',
  ring: 'all',
  minimumVersion: '0.1.0',
  issuedAtMs: NOW_MS - DAY_MS,
  expiresAtMs: NOW_MS + 30 * DAY_MS,
  schema: { oldest: 5, own: 13, rollBackTo: 12 },
  sizeBytes: 1000,
  sha512: 'ab'.repeat(64),
  keys: ['k1', 'k2'],
};

const FACTS: OfferFacts = {
  source: 'relay',
  kind: 'kiosk-linux-x64',
  ring: 'all',
  version: '0.1.0',
  newestSeen: undefined,
  firstSeenAtMs: NOW_MS,
  nowMs: NOW_MS,
  floorMs: NOW_MS - DAY_MS,
  ownSchema: 12,
  databaseSchema: 12,
  givenUp: [],
  isWanted: false,
};

const gaveUp = (reason: string, agoMs: number) => ({
  id: versionIdOf(MANIFEST),
  reason,
  atMs: NOW_MS - agoMs,
});

describe('versions', () => {
  it('are three numbers', () => {
    expect(['1.2.3', '0.0.0', '10.20.30'].every(isVersion)).toBe(true);
    expect(['1.2', '1.2.3-rc', 'v1.2.3', '1.2.3.4', ''].some(isVersion)).toBe(false);
  });

  it('are compared number by number', () => {
    expect(compareVersions('0.10.0', '0.9.9')).toBeGreaterThan(0);
    expect(compareVersions('1.0.0', '1.0.0')).toBe(0);
    expect(compareVersions('0.9.9', '1.0.0')).toBeLessThan(0);
    expect(compareVersions('1.0.1', '1.0')).toBeGreaterThan(0);
  });
});

describe('rings', () => {
  it.each([
    ['all', 'all', true],
    ['all', 'test', true],
    ['early', 'early', true],
    ['early', 'test', true],
    ['early', 'all', false],
    ['test', 'early', false],
  ] as const)('a version for %s is for a machine in %s: %s', (released, own, is) => {
    expect(isForRing(released, own)).toBe(is);
  });

  it('are known by name', () => {
    expect(isUpdateRing('early')).toBe(true);
    expect(isUpdateRing('everybody')).toBe(false);
  });
});

describe('an offer', () => {
  it('may be installed when nothing is wrong with it', () => {
    expect(faultOf(MANIFEST, FACTS)).toBeUndefined();
    expect(faultOf(MANIFEST, { ...FACTS, newestSeen: '0.2.0' })).toBeUndefined();
  });

  it.each<[string, Partial<UpdateManifest>, Partial<OfferFacts>]>([
    ['wrong-kind', { kind: 'kiosk-linux-arm64' }, {}],
    ['older', { version: '0.0.9' }, {}],
    // Replayed: a newer one was offered before.
    ['older', {}, { newestSeen: '0.2.1' }],
    ['clock', {}, { nowMs: NOW_MS - 3 * DAY_MS }],
    ['clock', { issuedAtMs: NOW_MS + 2 * DAY_MS }, {}],
    ['expired', { expiresAtMs: NOW_MS }, {}],
    // A clock that was set back does not make it valid again.
    ['expired', { expiresAtMs: NOW_MS }, { nowMs: NOW_MS - 1000, floorMs: NOW_MS }],
    ['frozen', {}, { firstSeenAtMs: NOW_MS - FROZEN_AFTER_MS - 1 }],
    ['wrong-ring', { ring: 'early' }, {}],
    ['too-far', { minimumVersion: '0.1.1' }, {}],
    // Too old a database, one that is newer than it knows, and one from which nobody could go back.
    ['schema', {}, { databaseSchema: 4 }],
    ['schema', {}, { databaseSchema: 14 }],
    ['schema', {}, { ownSchema: 11 }],
    ['given-up', {}, { givenUp: [gaveUp('crashed', 40 * DAY_MS)] }],
    ['given-up', {}, { givenUp: [gaveUp('relay', DAY_MS - 1)] }],
    [
      'given-up',
      {},
      {
        givenUp: [
          gaveUp('relay', 9 * DAY_MS),
          gaveUp('starts', 8 * DAY_MS),
          gaveUp('relay', 7 * DAY_MS),
        ],
      },
    ],
  ])('is refused as %s (%j, %j)', (fault, manifest, facts) => {
    expect(faultOf({ ...MANIFEST, ...manifest }, { ...FACTS, ...facts })).toBe(fault);
  });

  it('that failed for something around it is tried again after a day', () => {
    expect(faultOf(MANIFEST, { ...FACTS, givenUp: [gaveUp('relay', DAY_MS)] })).toBeUndefined();
    const other = { ...gaveUp('crashed', 0), id: '0.1.9-aaaaaaaaaaaa' };
    expect(faultOf(MANIFEST, { ...FACTS, givenUp: [other] })).toBeUndefined();
  });

  it('that a person wants is tried again whatever became of it, but is never anything else than right', () => {
    const wanted = { ...FACTS, isWanted: true, givenUp: [gaveUp('crashed', 0)] };
    expect(faultOf(MANIFEST, wanted)).toBeUndefined();
    expect(faultOf({ ...MANIFEST, expiresAtMs: NOW_MS }, wanted)).toBe('expired');
    expect(faultOf({ ...MANIFEST, version: '0.0.1' }, wanted)).toBe('older');
  });

  it('on a stick belongs to every ring and does not freeze', () => {
    const stick = { ...FACTS, source: 'stick', firstSeenAtMs: 0 } as const;
    expect(faultOf({ ...MANIFEST, ring: 'test' }, stick)).toBeUndefined();
  });
});

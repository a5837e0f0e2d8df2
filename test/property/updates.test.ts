import { isQuiet } from '#core/settings/quiet-hours.ts';
import { UPDATE_POLICIES } from '#core/settings/setting-parsers.ts';
import { decideUpdate } from '#core/update/decide.ts';
import { UPDATE_KINDS, UPDATE_RINGS, isForRing } from '#core/update/manifest.ts';
import { faultOf } from '#core/update/offer.ts';
import { compareVersions } from '#core/update/version.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const small = fc.nat({ max: 3 });
const version = fc.tuple(small, small, small).map((numbers) => numbers.join('.'));
const moment = fc.nat({ max: 40 }).map((days) => days * 86_400_000);
const hour = fc.nat({ max: 23 });
/** Mostly what lets an offer pass, so that thousands of them do. */
const mostly = <Value>(usual: Value, any: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: any });

const manifest = fc.record({
  version,
  kind: mostly(UPDATE_KINDS[0], fc.constantFrom(...UPDATE_KINDS)),
  ring: fc.constantFrom(...UPDATE_RINGS),
  minimumVersion: mostly('0.0.0', version),
  issuedAtMs: mostly(0, moment),
  expiresAtMs: mostly(41 * 86_400_000, moment),
  schema: fc.record({
    oldest: mostly(0, small),
    own: mostly(3, small),
    rollBackTo: mostly(0, small),
  }),
  sizeBytes: fc.constant(1),
  sha512: fc.constant('a'.repeat(128)),
  keys: fc.constant([]),
});
const facts = fc.record({
  source: fc.constantFrom('relay' as const, 'stick' as const),
  kind: mostly(UPDATE_KINDS[0], fc.constantFrom(...UPDATE_KINDS)),
  ring: fc.constantFrom(...UPDATE_RINGS),
  version: mostly('0.0.0', version),
  newestSeen: mostly(undefined, version),
  firstSeenAtMs: moment,
  nowMs: moment,
  floorMs: moment,
  ownSchema: small,
  databaseSchema: small,
  givenUp: fc.constant([]),
  isWanted: fc.boolean(),
});
const hours = fc
  .tuple(hour, hour)
  .filter(([from, to]) => from !== to)
  .map(([fromHour, toHour]) => ({ fromHour, toHour }));
const happening = fc.record({
  isOnTrial: fc.boolean(),
  policy: fc.constantFrom(...UPDATE_POLICIES),
  forbiddenHours: fc.oneof(fc.constant('off' as const), hours),
  hour,
  isWanted: fc.boolean(),
  isVerified: fc.boolean(),
  hasRoom: fc.boolean(),
  isInService: fc.boolean(),
  isTaskRunning: fc.boolean(),
  hasSale: fc.boolean(),
  settlingCount: small,
  settlingForMs: fc.nat({ max: 1_800_000 }),
});

describe('whatever is offered', () => {
  it('is installed only when it is newer, for this computer, valid, and the database can go there and back', () => {
    let accepted = 0;
    fc.assert(
      fc.property(manifest, facts, (offer, now) => {
        if (faultOf(offer, now) !== undefined) return;
        accepted += 1;
        expect(compareVersions(offer.version, now.version)).toBeGreaterThanOrEqual(0);
        expect(compareVersions(offer.version, now.newestSeen ?? '0.0.0')).toBeGreaterThanOrEqual(0);
        expect(offer.kind).toBe(now.kind);
        expect(offer.expiresAtMs).toBeGreaterThan(Math.max(now.nowMs, now.floorMs));
        expect(offer.schema.rollBackTo).toBeLessThanOrEqual(now.ownSchema);
        expect(now.databaseSchema).toBeLessThanOrEqual(offer.schema.own);
        if (now.source === 'relay') expect(isForRing(offer.ring, now.ring)).toBe(true);
      }),
      { numRuns: 20_000 },
    );
    expect(accepted).toBeGreaterThan(500);
  });

  it('never interrupts a customer, and keeps to the owner’s hours and policy unless a person at the machine wants it', () => {
    let switches = 0;
    fc.assert(
      fc.property(happening, (now) => {
        if (decideUpdate(now).kind !== 'switch') return;
        switches += 1;
        expect([now.hasSale, now.isTaskRunning, now.isOnTrial]).toEqual([false, false, false]);
        expect(now.isVerified).toBe(true);
        if (now.isWanted) return;
        expect(now.policy).toBe('auto');
        expect(isQuiet(now.forbiddenHours, now.hour)).toBe(false);
        expect(now.isInService).toBe(false);
      }),
      { numRuns: 5_000 },
    );
    expect(switches).toBeGreaterThan(50);
  });
});

import { ok } from '#core/base/result.ts';
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStickStream } from '../../src/main/ops/usb/stick-stream.ts';
import { MACHINE_A } from '../integration/relay/relay-world.ts';
import { IDLE, withUpdates, type UpdateWorld } from '../support/updates/update-world.ts';
import {
  choose,
  KEYS,
  putRelease,
  signedVersion,
  standIn,
  type SignedVersion,
} from '../support/updates/versions.ts';

const NOW_MS = Date.parse('2026-01-01T12:00:00Z');
const DAY_MS = 86_400_000;
const SIZE = 700_000;

function version(name = '0.2.0', given: Parameters<typeof signedVersion>[1] = {}): SignedVersion {
  return signedVersion(name, { image: standIn(name, 'healthy', SIZE), nowMs: NOW_MS, ...given });
}

const requestOf = ({ versions }: UpdateWorld): string => {
  const file = join(versions.folder, 'request');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};
/** Folders of versions. */
const idsIn = ({ versions }: UpdateWorld): readonly string[] =>
  readdirSync(versions.folder).filter((name) => /^\d/.test(name));

function textOf(update: SignedVersion, change: (file: Record<string, unknown>) => void): string {
  const file: Record<string, unknown> = JSON.parse(update.text);
  change(file);
  return JSON.stringify(file);
}

describe('an update over the link', () => {
  it('is offered by the relay, fetched, verified, tried and kept', () =>
    withUpdates(async (world) => {
      const next = version();
      putRelease(world.versions.releases, next);
      world.connect();
      await world.settle(world.hasLeft, 'the switch');
      expect(requestOf(world)).toBe(`switch ${next.id}\n`);
      expect(choose(['run', world.versions.folder]).code).toBe(0);
      expect(world.versions.state()['current']).toBe(next.id);
      expect(world.versions.starts()).toEqual(['0.2.0 yes']);
    }));

  it('goes first to the machines of the ring, and to another one as soon as its ring is changed', () =>
    withUpdates(async (world) => {
      putRelease(world.versions.releases, version('0.2.0', { manifest: { ring: 'early' } }));
      world.connect();
      await world.settle(() => world.relay.clock.monotonicMs() > 2_400_000, 'forty minutes', 5_000);
      expect(world.updater.view().waiting).toBeUndefined();
      await world.relay.store.updateRings.save(MACHINE_A, 'early');
      await world.settle(world.hasLeft, 'the switch', 5_000);
    }));

  it('is not for a machine of another ring, whoever asks for the file', () =>
    withUpdates(async ({ relay, versions }) => {
      const next = version('0.2.0', { manifest: { ring: 'test' } });
      putRelease(versions.releases, next);
      const ask = async (headers: Record<string, string>): Promise<number> =>
        (await fetch(`${relay.url}/updates/${next.manifest.sha512}`, { headers })).status;
      const authorization = `Bearer ${relay.credential(MACHINE_A)}`;
      expect(await ask({})).toBe(401);
      expect(await ask({ authorization })).toBe(404);
      await relay.store.updateRings.save(MACHINE_A, 'test');
      expect(await ask({ authorization })).toBe(200);
      expect(await ask({ authorization, range: 'bytes=100-' })).toBe(206);
    }));
});

describe('an offer is refused', () => {
  const good = version();
  it.each<[string, { readonly text: string }]>([
    ['unreadable', { text: '{"no":"update file"}' }],
    ['unsigned', { text: textOf(good, (file) => (file['signatures'] = [])) }],
    ['bad-signature', version('0.2.0', { signedBy: [KEYS.third] })],
    [
      'bad-signature',
      {
        text: textOf(good, (file) => {
          const other = version('0.2.1');
          const signed: Record<string, unknown> = JSON.parse(other.text);
          file['signed'] = signed['signed'];
        }),
      },
    ],
    ['wrong-kind', version('0.2.0', { manifest: { kind: 'kiosk-linux-arm64' } })],
    ['older', version('0.0.9')],
    ['expired', version('0.2.0', { manifest: { expiresAtMs: NOW_MS } })],
    ['clock', version('0.2.0', { manifest: { issuedAtMs: NOW_MS + 3 * DAY_MS } })],
    ['wrong-ring', version('0.2.0', { manifest: { ring: 'test' } })],
    ['too-far', version('0.2.0', { manifest: { minimumVersion: '0.1.9' } })],
    ['schema', version('0.2.0', { manifest: { schema: { oldest: 0, own: 14, rollBackTo: 13 } } })],
  ])('as %s, and nothing of it is fetched', (why, update) =>
    withUpdates(async (world) => {
      await world.offer(update);
      expect(world.updater.view()).toMatchObject({ waiting: undefined, refused: { why } });
      world.relay.clock.advance(60_000);
      expect([world.opened.length, world.hasLeft(), idsIn(world).length]).toEqual([0, false, 1]);
    }),
  );

  it('as older when it is replayed after a newer one', () =>
    withUpdates(async (world) => {
      world.surroundings = { ...IDLE, hasSale: true };
      await world.offer(version('0.3.0'));
      await world.offer(version('0.2.0'));
      expect(world.updater.view().refused).toMatchObject({ version: '0.2.0', why: 'older' });
    }));

  it('as frozen when the same one is repeated for more than a month and never came to anything', () =>
    withUpdates(async (world) => {
      const next = version();
      world.surroundings = { ...IDLE, policy: 'ask' };
      await world.offer(next);
      expect(world.updater.view().refused).toBeUndefined();
      world.aheadMs = 31 * DAY_MS;
      await world.offer(next);
      expect(world.updater.view().refused).toMatchObject({ why: 'frozen' });
    }));

  it('when its key was replaced by the version that runs now', () =>
    withUpdates(async (world) => {
      const keys = [KEYS.second.name, KEYS.third.name];
      const next = version('0.2.0', { manifest: { keys } });
      putRelease(world.versions.releases, next);
      world.connect();
      await world.settle(world.hasLeft, 'the switch');
      const memory: Record<string, unknown> = JSON.parse(
        readFileSync(join(world.versions.folder, 'memory.json'), 'utf8'),
      );
      expect(memory['keys']).toEqual(keys);
    }));
});

describe('an AppImage that is not what was signed', () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('is refused when %i tenths of it are there', (tenths) =>
    withUpdates(async (world) => {
      const next = version();
      const image = putRelease(world.versions.releases, next);
      truncateSync(image, Math.floor((next.image.length * tenths) / 10));
      await world.offer(next);
      const { updater } = world;
      await world.settle(() => updater.view().refused !== undefined, 'the refusal');
      expect(updater.view().refused).toMatchObject({ version: '0.2.0', why: 'truncated' });
      expect([world.hasLeft(), idsIn(world).length]).toEqual([false, 1]);
    }),
  );

  it('is refused when one bit of it is another', () =>
    withUpdates(async (world) => {
      const next = version();
      const image = putRelease(world.versions.releases, next);
      const bytes = Buffer.from(next.image);
      bytes[SIZE - 5] = (bytes[SIZE - 5] ?? 0) ^ 1;
      writeFileSync(image, bytes);
      await world.offer(next);
      const { updater } = world;
      await world.settle(() => updater.view().refused !== undefined, 'the refusal');
      expect(updater.view().refused).toMatchObject({ why: 'tampered' });
      expect([world.hasLeft(), idsIn(world).length]).toEqual([false, 1]);
    }));
});

describe('a fetch', () => {
  it('that is cut goes on where it ended', () =>
    withUpdates(async (world) => {
      const next = version();
      putRelease(world.versions.releases, next);
      world.open = async (fromByte, usual) => {
        const opened = await usual.open(fromByte);
        if (!opened.ok || fromByte > 0) return opened;
        async function* cut(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
          let bytes = 0;
          for await (const piece of pieces) {
            bytes += piece.length;
            if (bytes > SIZE / 2) return;
            yield piece;
          }
        }
        return ok({ ...opened.value, pieces: cut(opened.value.pieces) });
      };
      await world.offer(next);
      await world.settle(world.hasLeft, 'the switch');
      expect(world.opened).toHaveLength(2);
      expect(world.opened[1]).toBeGreaterThan(SIZE / 4);
    }));

  it('keeps to its limit', () =>
    withUpdates(async (world) => {
      const next = version();
      putRelease(world.versions.releases, next);
      world.limit = SIZE / 10;
      await world.offer(next);
      await world.settle(world.hasLeft, 'the switch');
      expect(world.relay.clock.monotonicMs()).toBeGreaterThan(9_000);
    }));
});

describe('an update waits', () => {
  it('for the end of the sale, and switches only then', () =>
    withUpdates(async (world) => {
      const next = version();
      putRelease(world.versions.releases, next);
      world.surroundings = { ...IDLE, hasSale: true };
      await world.offer(next);
      const { updater } = world;
      await world.settle(() => updater.view().waiting?.why === 'sale', 'the wait');
      world.relay.clock.advance(60_000);
      await world.relay.pass(60_000);
      expect([requestOf(world), world.hasLeft()]).toEqual(['', false]);
      world.surroundings = IDLE;
      await world.settle(world.hasLeft, 'the switch');
      expect(updater.isSwitching()).toBe(true);
    }));

  it('for a person where the owner says so, and takes the word of one', () =>
    withUpdates(async (world) => {
      const next = version();
      putRelease(world.versions.releases, next);
      const hours = { fromHour: 8, toHour: 20 };
      world.surroundings = { ...IDLE, policy: 'ask', forbiddenHours: hours };
      await world.offer(next);
      const { updater } = world;
      await world.settle(() => updater.view().waiting?.why === 'ask', 'the wait');
      expect(await updater.want('9.9.9')).toBe(false);
      expect(await updater.want('0.2.0')).toBe(true);
      await world.settle(world.hasLeft, 'the switch');
    }));
});

describe('a stick', () => {
  it('brings a version without any network, and one that is cut off is refused', () =>
    withUpdates(async (world) => {
      const stick = join(world.versions.releases, 'STICK');
      const next = version('0.2.0', { manifest: { ring: 'test' } });
      const image = putRelease(stick, next);
      const reader = {
        open: async (fromByte: number) => {
          const opened = await openStickStream(stick, 'vendskap-0.2.0-x64.AppImage', fromByte);
          return opened.ok ? opened : { ok: false as const, error: opened.error };
        },
      };
      const half = next.image.subarray(0, SIZE / 2);
      writeFileSync(image, half);
      expect(await world.updater.takeFromStick(next.text, reader)).toMatchObject({
        ok: false,
        error: 'truncated',
      });
      world.relay.clock.advance(7 * 3_600_000);
      writeFileSync(image, next.image);
      expect(await world.updater.takeFromStick(next.text, reader)).toMatchObject({ ok: true });
      await world.settle(world.hasLeft, 'the switch');
      expect(requestOf(world)).toBe(`switch ${next.id}\n`);
    }));
});

import { isUpdateRing, type UpdateRing } from '#core/update/manifest.ts';
import { createRelayFeed } from '../../../src/main/gateway/relay-feed.ts';
import { openDownload } from '../../../src/main/gateway/relay-http.ts';
import { createUpdateDisk } from '../../../src/main/update/disk.ts';
import type { UpdateReader } from '../../../src/main/update/fetch-update.ts';
import {
  createUpdater,
  type Surroundings,
  type Updater,
} from '../../../src/main/update/updater.ts';
import { createVersionsFolder } from '../../../src/main/update/versions-folder.ts';
import { MACHINE_A, withRelay, type RelayWorld } from '../../integration/relay/relay-world.ts';
import { until } from '../../unit/main/gateway/stand-in-relay.ts';
import { installedVersions, signedVersion, type SignedVersion, type Versions } from './versions.ts';

export const IDLE: Surroundings = {
  policy: 'auto',
  forbiddenHours: 'off',
  hour: 12,
  isInService: false,
  isTaskRunning: false,
  hasSale: false,
  settlingCount: 0,
  expected: { screen: false, hardware: true, relay: true },
};

export interface UpdateWorld {
  readonly relay: RelayWorld;
  readonly versions: Versions;
  readonly updater: Updater;
  /** What goes on at the machine; tests change it. */
  surroundings: Surroundings;
  /** Bytes a second. */
  limit: number | undefined;
  /** Replaces how an AppImage is opened. */
  open: ((fromByte: number, usual: UpdateReader) => ReturnType<UpdateReader['open']>) | undefined;
  readonly hasLeft: () => boolean;
  /** From which byte each fetch began. */
  readonly opened: readonly number[];
  /** The kiosk connects to the relay and says hello. */
  connect(): void;
  /** The relay's word, without the relay. */
  offer(update: SignedVersion | { readonly text: string }, ring?: UpdateRing): Promise<void>;
  /** Lets time pass until the updater has nothing more to do by itself. */
  settle(isReached: () => boolean, what: string, stepMs?: number): Promise<void>;
  /** How far this computer’s wall clock is ahead of the relay’s. */
  aheadMs: number;
}

/** A kiosk's updater on a real folder of versions, with a real relay on a real socket. The clock is the test's. */
export async function withUpdates(
  body: (world: UpdateWorld) => Promise<void>,
  given: { readonly hours?: string; readonly atOnce?: number } = {},
): Promise<void> {
  const nowMs = Date.parse('2026-01-01T12:00:00Z');
  const versions = installedVersions(signedVersion('0.1.0', { nowMs }));
  const updates = { folder: versions.releases, atOnce: given.atOnce ?? 2, hours: given.hours };
  try {
    await withRelay({ updates }, async (relay) => {
      const { clock, log } = relay;
      const credential = relay.credential(MACHINE_A);
      const opened: number[] = [];
      const cut = new AbortController();
      let hasLeft = false;
      const feed = createRelayFeed({
        ...{ relayUrl: relay.url, credential, software: 'vendskap/0.1.0', clock, log },
        random: () => 0.5,
      });
      const readerOf = (sha512: string): UpdateReader => ({
        open: (fromByte) =>
          openDownload(
            { relayUrl: relay.url, credential },
            { path: `/updates/${sha512}`, fromByte, signal: cut.signal },
          ),
      });
      const updater = createUpdater({
        folder: createVersionsFolder(createUpdateDisk(versions.folder)),
        ...{ versionId: versions.state()['current'] ?? '', version: '0.1.0', log },
        clock: { ...clock, nowMs: () => clock.nowMs() + world.aheadMs },
        ...{ kind: 'kiosk-linux-x64', ownSchema: 12, databaseSchema: () => 12 },
        isTrial: () => false,
        relayReader: ({ sha512 }) => ({
          open: (fromByte) => {
            opened.push(fromByte);
            const usual = readerOf(sha512);
            return world.open?.(fromByte, usual) ?? usual.open(fromByte);
          },
        }),
        limit: () => world.limit,
        surroundings: () => world.surroundings,
        onChange: () => undefined,
        leave: () => {
          hasLeft = true;
        },
      });
      const world: UpdateWorld = {
        ...{ relay, versions, updater, opened },
        surroundings: IDLE,
        limit: undefined,
        open: undefined,
        hasLeft: () => hasLeft,
        connect: () => {
          feed.onEvent((event) => {
            if (event.kind !== 'updateOffer') return;
            const { ring, update: text } = event;
            if (isUpdateRing(ring)) void updater.onOffer({ text, ring });
          });
          feed.start();
        },
        offer: ({ text }, ring = 'all') => updater.onOffer({ text, ring }),
        aheadMs: 0,
        settle: (isReached, what, stepMs = 1_000) =>
          until(() => {
            clock.advance(stepMs);
            return isReached();
          }, what),
      };
      await updater.start();
      try {
        await body(world);
      } finally {
        cut.abort();
        updater.stop();
        await feed.stop();
      }
    });
  } finally {
    versions.close();
  }
}

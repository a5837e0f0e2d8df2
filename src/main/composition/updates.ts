import type { Clock, Log } from '#core/base/ports.ts';
import { err, ok } from '#core/base/result.ts';
import type { MachineId } from '#core/base/ids.ts';
import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { RelayEvent } from '#core/payment/relay-feed.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { Expected } from '#core/update/health-check.ts';
import { isUpdateRing, type UpdateManifest } from '#core/update/manifest.ts';
import { passesSelfTest } from '#core/update/self-test.ts';
import { NO_UPDATES, type UpdateView } from '#core/update/update-view.ts';
import type { LinkState } from '#core/vend/controller.ts';
import { UPDATE_FILE_ENDING, UPDATES_PATH } from '#contract/update/update-file.ts';
import type { Database } from '#sqlite/database.ts';
import { z } from 'zod';
import type { KioskConfig } from '../config/config.ts';
import { openDownload } from '../gateway/relay-http.ts';
import { openStickStream } from '../ops/usb/stick-stream.ts';
import { VERSION } from '../runtime/version.ts';
import type { UpdatePort } from '../service/update.ts';
import { KIOSK_MIGRATIONS } from '../store/kiosk-schema.ts';
import type { ChooserStart } from '../update/chooser-start.ts';
import { createUpdateDisk } from '../update/disk.ts';
import type { UpdateReader } from '../update/fetch-update.ts';
import { createHealthWatch, type HealthWatch } from '../update/health-watch.ts';
import { readUpdate } from '../update/signature.ts';
import { createUpdater, type Surroundings, type Updater } from '../update/updater.ts';
import { createVersionsFolder, type VersionsFolder } from '../update/versions-folder.ts';

/** How this program was started, and how it ends for another version. */
export interface ChosenStart {
  readonly chosen: ChooserStart;
  /** Ends the program in an orderly way; the chooser starts it again. */
  readonly leave: () => void;
  /** Whether the screen has come up; undefined: there is none. */
  readonly hasScreen?: (() => boolean) | undefined;
}

interface UpdatesDeps {
  /** Undefined: nobody chose this version, and there are no others. */
  readonly start: ChosenStart | undefined;
  readonly config: KioskConfig & { readonly machineId: MachineId };
  readonly database: Database;
  readonly settings: () => Settings;
  readonly canWrite: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** What the updates ask the kiosk, once there is one. */
interface KioskSide {
  snapshot(): KioskSnapshot;
  publishNow(): void;
  links(): { facts(): { readonly relay: LinkState; readonly hardware: LinkState } };
}

/** The versions of a kiosk at work: the trial of this one, and the next. */
export interface Updates {
  view(): UpdateView;
  /** Keeps customers away: this version is on trial, or about to end for another. */
  isHeld(): boolean;
  readonly port: UpdatePort | undefined;
  readonly onRelayEvent: (event: RelayEvent) => void;
  begin(kiosk: KioskSide): void;
  readonly stop: () => void;
}

const KIBIBYTE = 1024;
/** A customer stands at the machine in these states, even before there is a sale. */
const IN_USE: readonly KioskSnapshot['hardware']['machine'][] = ['session', 'selecting', 'vending'];

const versionRow = z.object({ version: z.number() });

function schemaOf(database: Database): number {
  const row = database.first(versionRow, 'SELECT user_version AS version FROM pragma_user_version');
  return row?.version ?? 0;
}

function surroundingsOf(
  snapshot: KioskSnapshot,
  settings: Settings,
  hasScreen: boolean,
): Surroundings {
  const { relay, hardware, service, machine, sale, settlingCount } = snapshot;
  return {
    policy: settings.updates,
    forbiddenHours: settings.noUpdateHours,
    hour: new Date(snapshot.atMs).getHours(),
    isInService: service.session !== undefined,
    isTaskRunning: machine.task !== undefined,
    hasSale: sale !== undefined || IN_USE.includes(hardware.machine),
    settlingCount,
    expected: {
      screen: hasScreen,
      hardware: hardware.state === 'up',
      relay: relay.state === 'up',
    },
  };
}

/** Nothing is remembered of a version that was put here by hand: it must write, decide and show, and links may be down. */
function leastOf(start: ChosenStart): Expected {
  return { screen: start.hasScreen !== undefined, hardware: false, relay: false };
}

const NO_KIOSK_UPDATES: Updates = {
  view: () => NO_UPDATES,
  isHeld: () => false,
  port: undefined,
  onRelayEvent: () => undefined,
  begin: () => undefined,
  stop: () => undefined,
};

/** Fetches from the relay with the machine's own credential. */
function relayReader({ relay }: KioskConfig, signal: AbortSignal) {
  return ({ sha512 }: UpdateManifest): UpdateReader => ({
    open: (fromByte) =>
      openDownload(
        { relayUrl: relay.url, credential: relay.credential },
        { path: `${UPDATES_PATH}/${sha512}`, fromByte, signal },
      ),
  });
}

/** The AppImage lies beside its update file and is called like it. */
function stickReader(stickId: string, name: string): UpdateReader {
  const image = `${name.slice(0, -UPDATE_FILE_ENDING.length)}.AppImage`;
  return { open: (fromByte) => openStickStream(stickId, image, fromByte) };
}

function portOf(updater: Updater): UpdatePort {
  return {
    want: (version) => updater.want(version),
    takeFromStick: async (text, { stickId, name }) => {
      const taken = await updater.takeFromStick(text, stickReader(stickId, name));
      if (!taken.ok) return err(taken.error);
      const update = readUpdate(text);
      return ok(update.ok ? update.value.manifest.version : '');
    },
  };
}

/** The trial of this start, of a machine or of a program that serves none yet. */
function createTrial(
  start: ChosenStart,
  given: {
    readonly folder: VersionsFolder;
    readonly links: () => { readonly relay: boolean; readonly hardware: boolean };
    readonly canWrite: () => boolean;
    readonly machineId: MachineId | undefined;
    readonly clock: Clock;
    readonly log: Log;
    readonly onChange: () => void;
  },
): HealthWatch {
  let hasWritten = false;
  const { machineId } = given;
  const selfTest = machineId === undefined || passesSelfTest(machineId);
  return createHealthWatch({
    ...given,
    start: start.chosen,
    version: VERSION,
    least: leastOf(start),
    shown: () => {
      // Each try costs a commit.
      hasWritten ||= given.canWrite();
      const screen = start.hasScreen?.() ?? false;
      return { journal: hasWritten, selfTest, screen, ...given.links() };
    },
  });
}

/** The trial of a program that serves no machine yet. @returns what ends it */
export function createBareTrial(
  start: ChosenStart,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): () => void {
  const trial = createTrial(start, {
    ...{ clock, log, machineId: undefined, onChange: () => undefined, canWrite: () => true },
    folder: createVersionsFolder(createUpdateDisk(start.chosen.folder)),
    links: () => ({ relay: false, hardware: false }),
  });
  void trial.begin();
  return trial.stop;
}

export function createUpdates(deps: UpdatesDeps): Updates {
  const { start, config, database, settings, clock, log } = deps;
  if (start === undefined) return NO_KIOSK_UPDATES;
  const { chosen } = start;
  const folder = createVersionsFolder(createUpdateDisk(chosen.folder));
  const cut = new AbortController();
  let kiosk: KioskSide | undefined;
  const onChange = (): void => {
    kiosk?.publishNow();
  };
  const trial = createTrial(start, {
    ...{ folder, clock, log, onChange, canWrite: deps.canWrite, machineId: config.machineId },
    links: () => {
      const facts = kiosk?.links().facts();
      return { relay: facts?.relay === 'up', hardware: facts?.hardware === 'up' };
    },
  });
  const updater = createUpdater({
    ...{ folder, clock, log, onChange, leave: start.leave },
    ...{ versionId: chosen.versionId, version: VERSION, kind: `kiosk-linux-${process.arch}` },
    ownSchema: KIOSK_MIGRATIONS.length,
    databaseSchema: () => schemaOf(database),
    isTrial: trial.isTrial,
    relayReader: relayReader(config, cut.signal),
    limit: () => {
      const { updateSpeedLimit } = settings();
      return updateSpeedLimit === 'off' ? undefined : updateSpeedLimit * KIBIBYTE;
    },
    surroundings: () => {
      if (kiosk === undefined) throw new Error('The kiosk has not begun.');
      return surroundingsOf(kiosk.snapshot(), settings(), start.hasScreen !== undefined);
    },
  });
  const ignore = (): void => undefined;
  return {
    view: () => updater.view(),
    isHeld: () => trial.isTrial() || updater.isSwitching(),
    port: portOf(updater),
    onRelayEvent: (event) => {
      if (event.kind !== 'updateOffer' || !isUpdateRing(event.ring)) return;
      updater.onOffer({ text: event.update, ring: event.ring }).catch(ignore);
    },
    begin: (side) => {
      kiosk = side;
      void trial.begin();
      updater.start().catch(ignore);
    },
    stop: () => {
      trial.stop();
      updater.stop();
      cut.abort();
    },
  };
}

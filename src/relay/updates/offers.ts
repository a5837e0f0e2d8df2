import type { RelayMessage } from '#contract/relay/messages.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { isQuiet } from '#core/settings/quiet-hours.ts';
import { quietHours } from '#core/settings/setting-parsers.ts';
import { isUpdateRing, type UpdateRing } from '#core/update/manifest.ts';
import { isVersion } from '#core/update/version.ts';
import { inBackground } from '../runtime/background.ts';
import type { UpdateRingStore } from '../store/ports/update-rings.ts';
import type { Releases } from './releases.ts';

/** The ring of a machine that nobody put into one. */
export const USUAL_RING: UpdateRing = 'all';
/** How often a machine is looked at, whatever it says in between. */
const LOOK_EVERY_MS = 15 * 60_000;
/** The same offer is repeated so often, should a frame have been lost. */
const REPEAT_EVERY_MS = 24 * 3_600_000;

/** Offers versions to machines, by ring and hour, when they give a sign of life. */
export interface UpdateOffers {
  /** @param software as the machine calls itself: `vendskap/0.1.0` */
  onHeartbeat(machineId: string, software: string): void;
  forget(machineId: string): void;
  ringOf(machineId: string): Promise<UpdateRing>;
}

interface OffersDeps {
  readonly releases: Releases;
  readonly rings: Pick<UpdateRingStore, 'find'>;
  /** `01-05`; undefined: at any hour. */
  readonly hours: string | undefined;
  readonly send: (machineId: string, message: RelayMessage) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** Only x64 is built; a machine does not say what it is, and refuses what is not for it. */
const KIND = 'kiosk-linux-x64';

/** What was last sent to a machine, and when it was last looked at; monotonic. */
interface Told {
  readonly sha512: string | undefined;
  readonly toldAtMs: number;
  readonly lookedAtMs: number;
}

export function createUpdateOffers(deps: OffersDeps): UpdateOffers {
  const { releases, rings, send, clock, log } = deps;
  const parsed = quietHours(deps.hours ?? 'off');
  const hours = parsed.ok ? parsed.value : 'off';
  const told = new Map<string, Told>();

  function isOffered(): boolean {
    return hours === 'off' || isQuiet(hours, new Date(clock.nowMs()).getHours());
  }

  async function ringOf(machineId: string): Promise<UpdateRing> {
    const word = (await rings.find(machineId)) ?? USUAL_RING;
    return isUpdateRing(word) ? word : USUAL_RING;
  }

  function isDue(last: Told | undefined): boolean {
    return last === undefined || clock.monotonicMs() - last.lookedAtMs >= LOOK_EVERY_MS;
  }

  /** A machine that was offered nothing yet need not be told that there is nothing. */
  function isWorthTelling(last: Told | undefined, sha512: string | undefined): boolean {
    if (last?.sha512 !== sha512) return true;
    return sha512 !== undefined && clock.monotonicMs() - (last?.toldAtMs ?? 0) >= REPEAT_EVERY_MS;
  }

  async function look(machineId: string, version: string): Promise<void> {
    const last = told.get(machineId);
    if (!isDue(last) || !isOffered()) return;
    const lookedAtMs = clock.monotonicMs();
    // Set before the first await: heartbeats may come fast.
    told.set(machineId, { sha512: undefined, toldAtMs: 0, ...last, lookedAtMs });
    const ring = await ringOf(machineId);
    const release = await releases.newestFor(ring, KIND, version);
    const sha512 = release?.manifest.sha512;
    if (!isWorthTelling(last, sha512)) return;
    told.set(machineId, { sha512, toldAtMs: lookedAtMs, lookedAtMs });
    send(machineId, { type: 'updateOffer', ring, update: release?.text });
    if (release === undefined) return;
    log.info('relay.update-offered', { machineId, ring, version: release.manifest.version });
  }

  return {
    onHeartbeat: (machineId, software) => {
      const version = software.split('/')[1] ?? '';
      if (!isVersion(version)) return;
      inBackground(
        () => look(machineId, version),
        (error) => {
          log.error('relay.update-not-offered', { machineId, error });
        },
      );
    },
    forget: (machineId) => {
      told.delete(machineId);
    },
    ringOf,
  };
}

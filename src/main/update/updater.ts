import { reasonOf } from '#core/base/errors.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import { versionOfId } from '#core/update/chooser-state.ts';
import { decideUpdate, type UpdateMoment, type UpdateWait } from '#core/update/decide.ts';
import type { Expected } from '#core/update/health-check.ts';
import { versionIdOf, type UpdateManifest, type UpdateRing } from '#core/update/manifest.ts';
import type { UpdateFault } from '#core/update/offer.ts';
import type { UpdateView } from '#core/update/update-view.ts';
import { compareVersions } from '#core/update/version.ts';
import { fetchUpdate, type FetchFault, type UpdateReader } from './fetch-update.ts';
import { Offers, type OffersDeps } from './offers.ts';
import type { SignedUpdate } from './versions-folder.ts';

/** How often a waiting update is looked at. Without one nothing is done at all. */
const LOOK_EVERY_MS = 15_000;
/** At one that was refused: time may make it right. */
const LOOK_AT_REFUSED_EVERY_MS = 10 * 60_000;
/** After a fetch that was interrupted. */
const FETCH_AGAIN_MS = 5 * 60_000;
/** Room for the AppImage, unpacked as well, and for the database and its copies. */
const ROOM_FACTOR = 5;

/** What goes on at the machine right now; `expected`: what works, and must work in the next version too. */
export type Surroundings = Omit<
  UpdateMoment,
  'isOnTrial' | 'isWanted' | 'isVerified' | 'hasRoom' | 'settlingForMs'
> & { readonly expected: Expected };

export interface UpdaterDeps extends OffersDeps {
  readonly isTrial: () => boolean;
  readonly relayReader: (manifest: UpdateManifest) => UpdateReader;
  /** Bytes a second for what comes over the network; undefined: no limit. */
  readonly limit: () => number | undefined;
  readonly surroundings: () => Surroundings;
  readonly onChange: () => void;
  /** Ends the program; the chooser starts what was asked for. */
  readonly leave: () => void;
}

/** The relay's word. `text` undefined: it has nothing for this machine. */
export interface RelayOffer {
  readonly text: string | undefined;
  readonly ring: UpdateRing;
}

/** Takes offers, and installs what is right when nobody is hurt by it. */
export interface Updater {
  view(): UpdateView;
  /** The program is about to end for another version: no customer is let in. */
  isSwitching(): boolean;
  start(): Promise<void>;
  onOffer(offer: RelayOffer): Promise<void>;
  /** A person brings an update file on a stick, and wants it. Resolves when the AppImage is here and right. */
  takeFromStick(
    text: string,
    reader: UpdateReader,
  ): Promise<Result<void, UpdateFault | 'interrupted'>>;
  /** A person at the machine wants the waiting version now. False: it is not that one that waits. */
  want(version: string): Promise<boolean>;
  stop(): void;
}

class KioskUpdater implements Updater {
  readonly #deps: UpdaterDeps;
  readonly #offers: Offers;
  #why: UpdateWait | undefined;
  #bytes = 0;
  #isSwitching = false;
  #isFetching = false;
  #fetchAgainAtMs = 0;
  #settlingSinceMs: number | undefined;
  #cancelLook: () => void = () => undefined;
  readonly #cut = new AbortController();
  /** One thing after another. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(deps: UpdaterDeps) {
    this.#deps = deps;
    this.#offers = new Offers(deps);
  }

  view(): UpdateView {
    const { fault, givenUp } = this.#offers;
    const fallen = givenUp.at(-1);
    const isNewer =
      fallen !== undefined && compareVersions(versionOfId(fallen.id), this.#deps.version) > 0;
    return {
      isPossible: true,
      waiting: this.#waiting(),
      refused: fault,
      rolledBack: isNewer
        ? { version: versionOfId(fallen.id), reason: fallen.reason, atMs: fallen.atMs }
        : undefined,
    };
  }

  isSwitching(): boolean {
    return this.#isSwitching;
  }

  start(): Promise<void> {
    return this.#next(async () => {
      await this.#offers.load();
      const { rolledBack } = this.view();
      if (rolledBack !== undefined) {
        const { version, reason } = rolledBack;
        this.#deps.log.warn('update.given-up', { version, why: reason });
      }
      await this.#lookAgain();
    });
  }

  onOffer({ text, ring }: RelayOffer): Promise<void> {
    return this.#next(async () => {
      const { memory, update } = this.#offers;
      const { offer } = memory;
      // What a person brought counts more than what the network says.
      if (offer?.source === 'stick' && update !== undefined) return;
      if (text === undefined) {
        await this.#offers.forget();
      } else {
        const isKnown = offer?.text === text;
        const firstSeenAtMs = isKnown ? offer.firstSeenAtMs : this.#deps.clock.nowMs();
        await this.#offers.judge({ text, ring, source: 'relay', firstSeenAtMs });
      }
      await this.#look();
    });
  }

  takeFromStick(
    text: string,
    reader: UpdateReader,
  ): Promise<Result<void, UpdateFault | 'interrupted'>> {
    return this.#next(async () => {
      const firstSeenAtMs = this.#deps.clock.nowMs();
      const offer = { text, ring: 'test', source: 'stick', firstSeenAtMs } as const;
      const fault = await this.#offers.judge(offer);
      const { update } = this.#offers;
      // The version that runs is no update either.
      if (fault !== undefined || update === undefined) return err(fault ?? 'older');
      const fetched = await this.#fetch(update, reader);
      if (!fetched.ok) {
        if (fetched.error.kind === 'refused') return err(fetched.error.why);
        await this.#offers.forget();
        return err('interrupted');
      }
      await this.#offers.remember({ wantedId: versionIdOf(update.manifest) });
      await this.#look();
      return ok(undefined);
    });
  }

  want(version: string): Promise<boolean> {
    return this.#next(async () => {
      const isThere = await this.#offers.want(version);
      await this.#look();
      return isThere;
    });
  }

  stop(): void {
    this.#cancelLook();
    this.#cut.abort();
  }

  #waiting(): UpdateView['waiting'] {
    const { update, memory } = this.#offers;
    if (update === undefined) return undefined;
    const { manifest } = update;
    return {
      version: manifest.version,
      source: memory.offer?.source ?? 'relay',
      why: this.#why,
      percent: Math.min(100, Math.floor((100 * this.#bytes) / manifest.sizeBytes)),
      isWanted: this.#offers.isWanted(manifest),
    };
  }

  #next<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch((error: unknown) => {
      this.#deps.log.error('update.failed', { reason: reasonOf(error) });
    });
    return turn;
  }

  /** What was right may have expired meanwhile. */
  async #lookAgain(): Promise<void> {
    const { offer } = this.#offers.memory;
    if (offer !== undefined) await this.#offers.judge(offer);
    await this.#look();
  }

  /** Decides and acts, now and then again while an update waits. */
  async #look(): Promise<void> {
    this.#cancelLook();
    if (this.#isSwitching || this.#cut.signal.aborted) return;
    const { update, memory } = this.#offers;
    if (memory.offer !== undefined) {
      const everyMs = update === undefined ? LOOK_AT_REFUSED_EVERY_MS : LOOK_EVERY_MS;
      this.#cancelLook = this.#deps.clock.setTimer(everyMs, () => {
        this.#next(() => this.#lookAgain()).catch(() => undefined);
      });
    }
    if (update !== undefined) await this.#act(update);
    this.#deps.onChange();
  }

  async #act(update: SignedUpdate): Promise<void> {
    const { folder } = this.#deps;
    const { sizeBytes } = update.manifest;
    const isVerified = await folder.isStaged(update.manifest);
    const partBytes = (await folder.disk.size(folder.partOf(update.manifest))) ?? 0;
    this.#bytes = isVerified ? sizeBytes : partBytes;
    const hasRoom = (await folder.disk.freeBytes()) > sizeBytes * ROOM_FACTOR;
    // From here to the hold nothing waits: no customer can come in between.
    const { expected, ...now } = this.#deps.surroundings();
    const action = decideUpdate({
      ...now,
      isOnTrial: this.#deps.isTrial(),
      isWanted: this.#offers.isWanted(update.manifest),
      isVerified,
      hasRoom,
      settlingForMs: this.#settlingForMs(now.settlingCount),
    });
    this.#why = action.kind === 'wait' ? action.why : undefined;
    if (action.kind === 'switch') {
      this.#isSwitching = true;
      await this.#switch(update, expected);
    } else if (action.kind === 'fetch') {
      this.#why = 'fetching';
      this.#fetchFromRelay(update);
    }
  }

  #settlingForMs(count: number): number {
    const nowMs = this.#deps.clock.monotonicMs();
    this.#settlingSinceMs = count === 0 ? undefined : (this.#settlingSinceMs ?? nowMs);
    return nowMs - (this.#settlingSinceMs ?? nowMs);
  }

  async #switch({ manifest }: SignedUpdate, expected: Expected): Promise<void> {
    const { folder, log, onChange, leave } = this.#deps;
    onChange();
    try {
      const keys = [...manifest.keys];
      await this.#offers.remember({ expected, keys, wantedId: undefined });
      await folder.requestSwitch(versionIdOf(manifest));
    } catch (error) {
      this.#isSwitching = false;
      throw error;
    }
    log.info('update.switching', { version: manifest.version });
    this.stop();
    leave();
  }

  /** Beside everything else: it may take hours. */
  #fetchFromRelay(update: SignedUpdate): void {
    const { clock } = this.#deps;
    const isEarly = clock.monotonicMs() < this.#fetchAgainAtMs;
    if (this.#isFetching || isEarly || this.#offers.memory.offer?.source !== 'relay') return;
    this.#isFetching = true;
    void this.#fetch(update, this.#deps.relayReader(update.manifest)).then((fetched) => {
      this.#isFetching = false;
      this.#fetchAgainAtMs = fetched.ok ? 0 : clock.monotonicMs() + FETCH_AGAIN_MS;
      this.#next(() => this.#look()).catch(() => undefined);
    });
  }

  async #fetch(update: SignedUpdate, reader: UpdateReader): Promise<Result<void, FetchFault>> {
    const { folder, clock, log, limit, onChange } = this.#deps;
    const { version } = update.manifest;
    const isOverNetwork = this.#offers.memory.offer?.source === 'relay';
    const fetched = await fetchUpdate(
      {
        ...{ folder, clock, reader, cut: this.#cut.signal },
        limit: () => (isOverNetwork ? limit() : undefined),
        onProgress: (bytes) => {
          this.#bytes = bytes;
          onChange();
        },
      },
      update,
    );
    if (fetched.ok) log.info('update.fetched', { version });
    else if (fetched.error.kind === 'refused') this.#offers.refuseFile(fetched.error.why);
    else log.info('update.fetch-interrupted', { version, detail: fetched.error.detail });
    return fetched;
  }
}

export function createUpdater(deps: UpdaterDeps): Updater {
  return new KioskUpdater(deps);
}

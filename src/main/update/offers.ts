import type { Clock, Log } from '#core/base/ports.ts';
import type { GivenUp } from '#core/update/chooser-state.ts';
import { versionIdOf, type UpdateManifest } from '#core/update/manifest.ts';
import { faultOf, type UpdateFault } from '#core/update/offer.ts';
import type { UpdateView } from '#core/update/update-view.ts';
import { compareVersions } from '#core/update/version.ts';
import { readMemory, writeMemory, type UpdateMemory, type UpdateOffer } from './memory.ts';
import { readUpdate, verifyUpdate } from './signature.ts';
import type { SignedUpdate, VersionsFolder } from './versions-folder.ts';

export interface OffersDeps {
  readonly folder: VersionsFolder;
  /** Of the running version, as the chooser started it. */
  readonly versionId: string;
  readonly version: string;
  readonly kind: string;
  /** The schema that this version makes. */
  readonly ownSchema: number;
  /** The one that kiosk.db has. */
  readonly databaseSchema: () => number;
  readonly clock: Clock;
  readonly log: Log;
}

/** A file that is not what was signed is not fetched again for so long: the relay's copy is wrong. */
const BAD_FILE_MS = 6 * 3_600_000;

/** The one offer that stands, what is wrong with it, and what is remembered of all that were. */
export class Offers {
  readonly #deps: OffersDeps;
  #memory: UpdateMemory = { keys: [], floorMs: 0 };
  #update: SignedUpdate | undefined;
  #fault: UpdateView['refused'];
  #badFile:
    { readonly id: string; readonly why: UpdateFault; readonly untilMs: number } | undefined;
  givenUp: readonly GivenUp[] = [];

  constructor(deps: OffersDeps) {
    this.#deps = deps;
  }

  /** What may be installed. */
  get update(): SignedUpdate | undefined {
    return this.#update;
  }

  get fault(): UpdateView['refused'] {
    return this.#fault;
  }

  get memory(): UpdateMemory {
    return this.#memory;
  }

  /** Reads what was remembered. The keys that came with the running version count until a newer one brings others. */
  async load(): Promise<void> {
    const { folder, versionId } = this.#deps;
    this.givenUp = (await folder.state())?.givenUp ?? [];
    this.#memory = await readMemory(folder);
    const own = this.#read((await folder.updateFileOf(versionId)) ?? '');
    if (own === undefined || this.#memory.keys.length > 0) return;
    const floorMs = Math.max(this.#memory.floorMs, own.manifest.issuedAtMs);
    await this.remember({ keys: [...own.manifest.keys], floorMs });
  }

  async remember(more: Partial<UpdateMemory>): Promise<void> {
    this.#memory = { ...this.#memory, ...more };
    await writeMemory(this.#deps.folder, this.#memory);
  }

  isWanted(manifest: UpdateManifest): boolean {
    return this.#memory.wantedId === versionIdOf(manifest);
  }

  async want(version: string): Promise<boolean> {
    const { offer } = this.#memory;
    const manifest = offer === undefined ? undefined : this.#read(offer.text)?.manifest;
    if (offer === undefined || manifest?.version !== version) return false;
    await this.remember({ wantedId: versionIdOf(manifest) });
    await this.judge(offer);
    return this.#update !== undefined;
  }

  async forget(): Promise<void> {
    this.#update = undefined;
    this.#fault = undefined;
    if (this.#memory.offer === undefined) return;
    await this.remember({ offer: undefined, wantedId: undefined });
  }

  /** The AppImage was not what was signed. */
  refuseFile(why: UpdateFault): void {
    const { offer } = this.#memory;
    if (offer === undefined || this.#update === undefined) return;
    const id = versionIdOf(this.#update.manifest);
    this.#badFile = { id, why, untilMs: this.#deps.clock.monotonicMs() + BAD_FILE_MS };
    this.#refuse(offer, why);
  }

  /** Sets the update that waits, or what is wrong with it. */
  async judge(offer: UpdateOffer): Promise<UpdateFault | undefined> {
    const signed = verifyUpdate(offer.text, this.#memory.keys);
    if (!signed.ok) return this.#refuse(offer, signed.error);
    const { manifest } = signed.value;
    if (compareVersions(manifest.version, this.#deps.version) === 0) {
      await this.forget();
      return undefined;
    }
    const isNews = this.#memory.offer?.text !== offer.text;
    const fault = this.#faultOf(manifest, offer) ?? this.#badFileOf(manifest);
    await this.#note(offer, manifest);
    if (fault !== undefined) return this.#refuse(offer, fault);
    if (isNews) {
      const { version } = manifest;
      this.#deps.log.info('update.offered', { version, source: offer.source });
    }
    this.#fault = undefined;
    this.#update = signed.value;
    return undefined;
  }

  #read(text: string): SignedUpdate | undefined {
    const read = readUpdate(text);
    return read.ok ? read.value : undefined;
  }

  #faultOf(manifest: UpdateManifest, offer: UpdateOffer): UpdateFault | undefined {
    const { clock, databaseSchema, kind, version, ownSchema } = this.#deps;
    return faultOf(manifest, {
      ...{ kind, version, ownSchema, databaseSchema: databaseSchema() },
      ...{ source: offer.source, ring: offer.ring, firstSeenAtMs: offer.firstSeenAtMs },
      newestSeen: this.#memory.newestSeen,
      nowMs: clock.nowMs(),
      floorMs: this.#memory.floorMs,
      givenUp: this.givenUp,
      isWanted: offer.source === 'stick' || this.isWanted(manifest),
    });
  }

  #badFileOf(manifest: UpdateManifest): UpdateFault | undefined {
    const bad = this.#badFile;
    const holds = bad?.id === versionIdOf(manifest) && this.#deps.clock.monotonicMs() < bad.untilMs;
    return holds ? bad.why : undefined;
  }

  /** Remembers a good signature: nothing older counts any more, and no clock stands before it. */
  async #note(offer: UpdateOffer, { version, issuedAtMs }: UpdateManifest): Promise<void> {
    const { newestSeen, floorMs } = this.#memory;
    const isNewest = newestSeen === undefined || compareVersions(version, newestSeen) > 0;
    if (this.#memory.offer?.text === offer.text && !isNewest) return;
    await this.remember({
      offer,
      newestSeen: isNewest ? version : newestSeen,
      floorMs: Math.max(floorMs, issuedAtMs),
    });
  }

  #refuse(offer: UpdateOffer, why: UpdateFault): UpdateFault {
    const version = this.#read(offer.text)?.manifest.version;
    if (this.#fault?.why !== why || this.#fault.version !== version) {
      this.#deps.log.warn('update.refused', { version, source: offer.source, why });
      this.#fault = { version, why, atMs: this.#deps.clock.nowMs() };
    }
    this.#update = undefined;
    return why;
  }
}

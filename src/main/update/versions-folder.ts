import { LARGEST_UPDATE_FILE } from '#contract/update/update-file.ts';
import { readChooserState, type ChooserState } from '#core/update/chooser-state.ts';
import { versionIdOf, type UpdateManifest } from '#core/update/manifest.ts';
import type { UpdateDisk } from './disk.ts';

/** Names in the folder of versions (docs/updates.md). */
export const PROGRAM = 'vendskap.AppImage';
const INCOMING = 'incoming';
const NEW = `${INCOMING}/new`;

/** An update as it was signed, and what it says. */
export interface SignedUpdate {
  readonly text: string;
  readonly manifest: UpdateManifest;
}

/** The folder that the kiosk shares with the chooser. */
export interface VersionsFolder {
  readonly disk: UpdateDisk;
  /** Undefined: none that can be read. */
  state(): Promise<ChooserState | undefined>;
  /** The update file that this version came with. */
  updateFileOf(id: string): Promise<string | undefined>;
  /** Whether this version lies there, verified. */
  isStaged(manifest: UpdateManifest): Promise<boolean>;
  /** Where the AppImage is gathered. */
  partOf(manifest: UpdateManifest): string;
  /** Begins a fetch: drops what was gathered of other versions. */
  prepare(manifest: UpdateManifest): Promise<void>;
  /** Makes a version of what was gathered and verified, by one rename. */
  stage(update: SignedUpdate): Promise<void>;
  /** Asks the chooser to try this version at the next start. */
  requestSwitch(id: string): Promise<void>;
  /** Writes a small file whole or not at all. */
  replace(name: string, text: string): Promise<void>;
}

export function createVersionsFolder(disk: UpdateDisk): VersionsFolder {
  const partOf = ({ sha512 }: UpdateManifest): string => `${INCOMING}/${sha512.slice(0, 24)}.part`;

  async function replace(name: string, text: string): Promise<void> {
    const draft = `${name}.new`;
    await disk.write(draft, text);
    await disk.sync(draft);
    await disk.rename(draft, name);
    await disk.sync('.');
  }

  return {
    disk,
    state: async () => readChooserState((await disk.read('state')) ?? ''),
    updateFileOf: async (id) => {
      const file = `${id}/manifest.json`;
      const bytes = await disk.size(file);
      return bytes === undefined || bytes > LARGEST_UPDATE_FILE ? undefined : disk.read(file);
    },
    isStaged: async (manifest) =>
      (await disk.size(`${versionIdOf(manifest)}/${PROGRAM}`)) === manifest.sizeBytes,
    partOf,
    prepare: async (manifest) => {
      const part = partOf(manifest);
      if ((await disk.size(part)) !== undefined) return;
      await disk.remove(INCOMING);
      await disk.makeFolder(INCOMING);
    },
    stage: async ({ text, manifest }) => {
      await disk.remove(NEW);
      await disk.makeFolder(NEW);
      await disk.rename(partOf(manifest), `${NEW}/${PROGRAM}`);
      await disk.makeExecutable(`${NEW}/${PROGRAM}`);
      await disk.write(`${NEW}/sha512`, `${manifest.sha512}  ${PROGRAM}\n`);
      await disk.write(`${NEW}/manifest.json`, text);
      for (const name of [PROGRAM, 'sha512', 'manifest.json']) await disk.sync(`${NEW}/${name}`);
      await disk.sync(NEW);
      const id = versionIdOf(manifest);
      // Left of an earlier one that was not whole.
      await disk.remove(id);
      await disk.rename(NEW, id);
      await disk.sync('.');
    },
    requestSwitch: (id) => replace('request', `switch ${id}\n`),
    replace,
  };
}

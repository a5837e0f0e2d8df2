import { LARGEST_UPDATE_FILE } from '#contract/update/update-file.ts';
import { UPDATE_RINGS } from '#core/update/manifest.ts';
import { isVersion } from '#core/update/version.ts';
import { z } from 'zod';
import type { VersionsFolder } from './versions-folder.ts';

const offerSchema = z.object({
  /** The update file. */
  text: z.string().max(LARGEST_UPDATE_FILE),
  source: z.enum(['relay', 'stick']),
  ring: z.enum(UPDATE_RINGS),
  /** Wall clock. */
  firstSeenAtMs: z.number(),
});

const memorySchema = z.object({
  /** The public keys that count; empty: those of the update file that the running version came with. */
  keys: z.array(z.string()).max(4),
  /** The newest version that was ever offered with a good signature. */
  newestSeen: z.string().refine(isVersion).optional(),
  /** The latest moment at which something with a good signature was signed: no clock stands before it. */
  floorMs: z.number(),
  offer: offerSchema.optional(),
  /** The version that a person at the machine wants now. */
  wantedId: z.string().max(60).optional(),
  /** What worked when the last version made way. */
  expected: z.object({ screen: z.boolean(), hardware: z.boolean(), relay: z.boolean() }).optional(),
});
/** What the kiosk remembers of updates, beside the versions. */
export type UpdateMemory = z.infer<typeof memorySchema>;
export type UpdateOffer = z.infer<typeof offerSchema>;

const FILE = 'memory.json';
const NOTHING: UpdateMemory = { keys: [], floorMs: 0 };

function parse(text: string | undefined): UpdateMemory {
  try {
    const parsed = memorySchema.safeParse(JSON.parse(text ?? ''));
    return parsed.success ? parsed.data : NOTHING;
  } catch {
    return NOTHING;
  }
}

/** What is damaged counts as forgotten: the running version's own update file still says which keys count. */
export async function readMemory({ disk }: VersionsFolder): Promise<UpdateMemory> {
  return parse(await disk.read(FILE));
}

export function writeMemory(folder: VersionsFolder, memory: UpdateMemory): Promise<void> {
  return folder.replace(FILE, `${JSON.stringify(memory)}\n`);
}

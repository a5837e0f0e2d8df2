import { BUNDLE_KINDS } from '#core/replacement/bundle.ts';
import { z } from 'zod';

/** How a bundle begins (docs/wires/bundle.md). A later format has another first line. */
export const BUNDLE_FIRST_LINE = 'VENDSKAP BUNDLE 1\n';

/** The second line: what anybody may read. Keys in base64. */
export const bundleHeaderSchema = z.object({
  kind: z.enum(BUNDLE_KINDS),
  machineId: z.string(),
  madeAtMs: z.number(),
  software: z.string(),
  /** Version of the database inside. */
  schema: z.number(),
  salt: z.string(),
  recipient: z.string(),
  ephemeral: z.string(),
});
export type BundleHeader = z.infer<typeof bundleHeaderSchema>;

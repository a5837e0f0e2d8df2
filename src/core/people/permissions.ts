import type { Patch } from '../changes/audit-log.ts';
import { isOwnerSetting } from '../settings/settings.ts';

/** Whether only an owner may set these values, and so only an owner may set them back. */
export function needsOwner(patches: readonly Patch[]): boolean {
  return patches.some(
    ({ subject, id }) =>
      subject === 'person' || subject === 'setup' || (subject === 'setting' && isOwnerSetting(id)),
  );
}

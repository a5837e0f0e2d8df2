import { reasonOf } from '#core/base/errors.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { AuditLog } from '#core/changes/audit-log.ts';
import type { Settings } from '#core/settings/settings.ts';

const DAY_MS = 24 * 3_600_000;
/** A clock that cannot be trusted is asked again after this. */
const AGAIN_MS = 3_600_000;

interface KeeperDeps {
  readonly changes: AuditLog;
  readonly settings: () => Settings;
  /** The relay agrees with the clock: a wrong one would forget everything. */
  readonly isClockSure: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** Forgets what is older than the change log is kept, once a day. The returned function ends it. */
export function startAuditLogRetention(deps: KeeperDeps): () => void {
  const { clock } = deps;
  let cancel: () => void = () => undefined;

  function forget(): boolean {
    if (!deps.isClockSure()) return false;
    try {
      deps.changes.forgetBefore(clock.nowMs() - deps.settings().changeLogDays * DAY_MS);
      return true;
    } catch (error) {
      const reason = reasonOf(error);
      deps.log.warn('service.log-retention-failed', { reason });
      return false;
    }
  }

  function look(): void {
    cancel = clock.setTimer(forget() ? DAY_MS : AGAIN_MS, look);
  }
  cancel = clock.setTimer(AGAIN_MS, look);
  return () => {
    cancel();
  };
}

import { reasonOf } from '#core/base/errors.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { AuditLog } from '#core/changes/audit-log.ts';
import type { Settings } from '#core/settings/settings.ts';

const DAY_MS = 24 * 3_600_000;
/** While the clock is not trusted, look again after this time. */
const AGAIN_MS = 3_600_000;

interface KeeperDeps {
  readonly changes: AuditLog;
  readonly settings: () => Settings;
  /** Whether the relay agrees with the clock: with a wrong one everything would be deleted. */
  readonly isClockSure: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** Deletes old entries of the audit log once a day. @returns what stops it */
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

import type { RefusalCode } from '#contract/ipc/refusals.ts';
import { isKioskError } from '#core/base/errors.ts';
import type { Clock } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { AuditLog } from '#core/changes/audit-log.ts';
import {
  afterWrongPin,
  lockLeftMs,
  NO_ATTEMPTS,
  attemptsLeft,
  type Lock,
  type PinAttempts,
} from '#core/people/lock-out.ts';
import type { People, PersonRecord } from '#core/people/people.ts';
import { isPinOf } from './pin-hash.ts';

export interface PinRefusal {
  readonly code: RefusalCode;
  readonly values?: Readonly<Record<string, number>> | undefined;
}

/** Checks PINs and locks a person out after too many wrong ones. */
export interface PinCheck {
  judge(personId: string, pin: string): Promise<Result<PersonRecord, PinRefusal>>;
  /** How long this person must wait before the next try. */
  lockLeftMs(person: PersonRecord): number;
}

interface PinCheckDeps {
  readonly people: People;
  readonly changes: AuditLog;
  readonly clock: Clock;
}

const MINUTE_MS = 60_000;

function isSame(one: Lock, other: Lock): boolean {
  return one.sinceMs === other.sinceMs && one.forMs === other.forMs;
}

export function createPinCheck({ people, changes, clock }: PinCheckDeps): PinCheck {
  /** When each lock ends by the monotonic clock; the wall clock counts only over a restart. */
  const ends = new Map<string, { readonly lock: Lock; readonly atMs: number }>();

  /** Counted from the first time it is asked for: when it begins, or when the program starts. */
  function lockLeft({ personId, tries }: PersonRecord): number {
    const { lock } = tries;
    if (lock === undefined) return 0;
    const known = ends.get(personId);
    const atMs =
      known !== undefined && isSame(known.lock, lock)
        ? known.atMs
        : clock.monotonicMs() + lockLeftMs(lock, clock.nowMs());
    ends.set(personId, { lock, atMs });
    return Math.max(0, atMs - clock.monotonicMs());
  }

  function lockedOut(leftMs: number): PinRefusal {
    const minutes = Math.ceil(leftMs / MINUTE_MS);
    return { code: 'locked-out', values: { minutes, count: minutes } };
  }

  function refused(person: PersonRecord, tries: PinAttempts): PinRefusal {
    const kind = tries.lock === undefined ? 'signInFailed' : 'lockedOut';
    changes.apply({ kind, by: person.name, patches: [] });
    if (tries.lock !== undefined) return lockedOut(tries.lock.forMs);
    const left = attemptsLeft(tries);
    return { code: 'wrong-pin', values: { left, count: left } };
  }

  async function judge(personId: string, pin: string): Promise<Result<PersonRecord, PinRefusal>> {
    const person = people.find(personId);
    if (person?.isActive !== true) return err({ code: 'no-such-person' });
    const leftMs = lockLeft(person);
    if (leftMs > 0) return err(lockedOut(leftMs));
    // Persists the failure first, so that a power cut grants no extra attempt.
    const tries = afterWrongPin(person.tries, Math.round(clock.nowMs()));
    people.noteTries(personId, tries);
    lockLeft({ ...person, tries });
    if (!(await isPinOf(pin, person.pinHash))) return err(refused(person, tries));
    people.noteTries(personId, NO_ATTEMPTS);
    return ok(person);
  }

  return {
    judge: async (personId, pin) => {
      try {
        return await judge(personId, pin);
      } catch (error) {
        // An attempt that cannot be counted is refused.
        if (isKioskError(error, 'store/unwritable')) return err({ code: 'store-unwritable' });
        throw error;
      }
    },
    lockLeftMs: lockLeft,
  };
}

import type { Clock, Log } from '#core/base/ports.ts';
import type { AuditLog, ChangeKind } from '#core/changes/audit-log.ts';
import type { People, PersonRecord } from '#core/people/people.ts';
import type { SessionView } from '#core/people/person.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { OperatorCommand } from '#core/store/operator-commands.ts';

/** What a session asks of the machine. */
export interface SessionMachine {
  /** `done`, or why not. */
  giveCommand(order: OperatorCommand): Promise<string>;
  isTaskRunning(): boolean;
  hasDoor(): boolean;
  isDoorOpen(): boolean;
  /** What is shown has changed. */
  refresh(): void;
}

export interface UserSessionDeps {
  readonly people: People;
  readonly changes: AuditLog;
  readonly settings: () => Settings;
  readonly machine: SessionMachine;
  readonly clock: Clock;
  readonly log: Log;
}

/** The one person who is signed in: out of sale while somebody is, back in sale when nobody is any more. */
export interface UserSession {
  /**
   * False: it could not be written down, and nobody is signed in. `sinceMs`: they have been signed in since then, and
   * only the program is new.
   */
  begin(record: PersonRecord, sinceMs?: number): Promise<boolean>;
  end(why: 'asked' | 'idle' | 'removed'): void;
  /** Somebody is at the screen. */
  touch(): void;
  isTaken(): boolean;
  /** Read anew each time: whoever is removed, or is no owner any more, is so at once. */
  person(): PersonRecord | undefined;
  view(): SessionView | undefined;
  /** An entry of the change log that changes nothing. False: it could not be written. */
  note(kind: ChangeKind, by: string, detail?: string): boolean;
  stop(): void;
}

/** The machine sells again as soon as it can be written down. */
const PUT_BACK_AGAIN_MS = 5_000;

interface Signed {
  readonly personId: string;
  readonly sinceMs: number;
}

export function createUserSession(deps: UserSessionDeps): UserSession {
  const { people, changes, machine, clock, log } = deps;
  let signed: Signed | undefined;
  let seenAtMs = 0;
  let cancelTimer: () => void = () => undefined;
  let cancelPutBack: () => void = () => undefined;

  const leftMs = (): number =>
    Math.max(0, seenAtMs + deps.settings().autoLogOutSeconds * 1000 - clock.monotonicMs());

  function touch(): void {
    seenAtMs = clock.monotonicMs();
    watch();
  }

  function watch(): void {
    cancelTimer();
    cancelTimer = clock.setTimer(leftMs(), () => {
      if (machine.isTaskRunning()) touch();
      else if (leftMs() > 0) watch();
      else end('idle');
    });
  }

  function note(kind: ChangeKind, by: string, detail?: string): boolean {
    const noted = changes.apply({ kind, by, patches: [], detail });
    if (!noted.ok) log.error('service.change-not-logged', { kind, why: noted.error });
    return noted.ok;
  }

  function end(why: 'asked' | 'idle' | 'removed'): void {
    if (signed === undefined) return;
    const name = people.find(signed.personId)?.name ?? signed.personId;
    signed = undefined;
    cancelTimer();
    note('signedOut', name, why === 'asked' ? undefined : why);
    putBack();
    machine.refresh();
  }

  function putBack(): void {
    cancelPutBack();
    void machine.giveCommand({ kind: 'service', isOn: false }).then((given) => {
      if (given === 'done' || given === 'stopping' || signed !== undefined) return;
      cancelPutBack = clock.setTimer(PUT_BACK_AGAIN_MS, putBack);
    });
  }

  function person(): PersonRecord | undefined {
    if (signed === undefined) return undefined;
    const found = people.find(signed.personId);
    return found?.isActive === true ? found : undefined;
  }

  return {
    begin: async (record, sinceMs) => {
      if (sinceMs === undefined && !note('signedIn', record.name)) return false;
      cancelPutBack();
      const given = await machine.giveCommand({ kind: 'service', isOn: true });
      if (given !== 'done') {
        putBack();
        return false;
      }
      signed = { personId: record.personId, sinceMs: sinceMs ?? clock.nowMs() };
      touch();
      machine.refresh();
      return true;
    },
    end,
    touch: () => {
      touch();
      machine.refresh();
    },
    isTaken: () => signed !== undefined,
    person,
    view: () => {
      const record = person();
      if (signed === undefined) return undefined;
      if (record === undefined) {
        end('removed');
        return undefined;
      }
      // Whoever waits for a motor is not away.
      if (machine.isTaskRunning()) touch();
      const { personId, name, role, language } = record;
      const endsAtMs = clock.nowMs() + leftMs();
      return { personId, name, role, language, sinceMs: signed.sinceMs, endsAtMs };
    },
    note,
    stop: () => {
      cancelTimer();
      cancelPutBack();
    },
  };
}

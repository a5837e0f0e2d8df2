import type { Clock, Log } from '#core/base/ports.ts';
import type { AuditLog, ChangeKind } from '#core/changes/audit-log.ts';
import type { People, PersonRecord } from '#core/people/people.ts';
import type { SessionView } from '#core/people/person.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { OperatorCommand } from '#core/store/operator-commands.ts';

/** What a session needs from the machine. */
export interface SessionMachine {
  /** `done`, or why not. */
  giveCommand(order: OperatorCommand): Promise<string>;
  isTaskRunning(): boolean;
  hasDoor(): boolean;
  isDoorOpen(): boolean;
  /** Called when the screen has to change. */
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

/** The signed-in person. The machine is out of sale while there is one. */
export interface UserSession {
  /**
   * Signs in. False: the audit log cannot be written, and nobody is signed in. `sinceMs`: the session goes on after a
   * restart of the program.
   */
  begin(record: PersonRecord, sinceMs?: number): Promise<boolean>;
  end(why: 'asked' | 'idle' | 'removed'): void;
  /** Somebody touched the screen. */
  touch(): void;
  isTaken(): boolean;
  /** Reads the person each time, so that a removal or a lost role counts at once. */
  person(): PersonRecord | undefined;
  view(): SessionView | undefined;
  /** Adds an entry that changes nothing to the audit log. False: it cannot be written. */
  note(kind: ChangeKind, by: string, detail?: string): boolean;
  stop(): void;
}

/** Puts the machine back in sale as soon as that can be written. */
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
      // A person who waits for a motor is still there.
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

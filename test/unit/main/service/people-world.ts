import type { SessionMachine } from '../../../../src/main/service/user-session.ts';
import { openDatabase, type Database } from '#sqlite/database.ts';
import type { AuditLog } from '#core/changes/audit-log.ts';
import type { People } from '#core/people/people.ts';
import type { PersonRole } from '#core/people/person.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as settle } from 'node:timers/promises';
import { hashPin } from '../../../../src/main/service/pin-hash.ts';
import { addPerson } from '../../../../src/main/service/add-person.ts';
import { createSession, type Session } from '../../../../src/main/service/session.ts';
import { createAuditLog } from '../../../../src/main/store/audit-log.ts';
import { KIOSK_MIGRATIONS } from '../../../../src/main/store/kiosk-schema.ts';
import { createPeople } from '../../../../src/main/store/people.ts';
import { readSettings, writeSetting } from '../../../../src/main/store/settings.ts';
import { createNoteLog } from '../../../support/house/note-log.ts';
import {
  createVirtualClock,
  createWallClock,
  type WallClock,
} from '../../../support/house/virtual-clock.ts';

/** A machine as a session sees it; a test sets what it does. */
export interface MachineNow extends SessionMachine {
  orders: string[];
  answer: string;
  isBusy: boolean;
  isOpen: boolean;
  isTold: boolean;
}

/** The people's side of a kiosk over a real database; time passes only when a test lets it. */
export interface PeopleWorld {
  readonly database: Database;
  readonly people: People;
  readonly changes: AuditLog;
  readonly clock: WallClock;
  readonly machine: MachineNow;
  session: Session;
  add(name: string, pin: string, role?: PersonRole): Promise<string>;
  set(key: 'autoLogOutSeconds' | 'doorSecondFactor', text: string): void;
  /** Lets so much time pass, timer by timer. */
  pass(ms: number): Promise<void>;
  /** The kinds of the change log, oldest first. */
  log(): readonly string[];
  /** The program ends and starts again. */
  restart(): void;
  close(): void;
}

export function createPeopleWorld(): PeopleWorld {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-people-'));
  const database = openDatabase({ path: join(folder, 'kiosk.db'), migrations: KIOSK_MIGRATIONS });
  const time = createVirtualClock();
  const clock = createWallClock(time);
  const people = createPeople(database);
  const changes = createAuditLog(database, clock);
  let lastId = 0;
  const newId = (): string => {
    lastId += 1;
    return `person-${String(lastId)}`;
  };
  const machine: MachineNow = {
    orders: [],
    answer: 'done',
    isBusy: false,
    isOpen: false,
    isTold: true,
    giveCommand: (order) => {
      machine.orders.push(order.kind === 'service' ? `service ${String(order.isOn)}` : order.kind);
      return Promise.resolve(machine.answer);
    },
    isTaskRunning: () => machine.isBusy,
    hasDoor: () => machine.isTold,
    isDoorOpen: () => machine.isOpen,
    refresh: () => undefined,
  };
  const start = (): Session =>
    createSession({
      people,
      changes,
      settings: () => readSettings(database),
      machine,
      clock,
      log: createNoteLog(clock).of('session'),
      newId,
    });
  const world: PeopleWorld = {
    database,
    people,
    changes,
    clock,
    machine,
    session: start(),
    add: async (name, pin, role = 'technician') => {
      const personId = newId();
      const pinHash = await hashPin(pin);
      const person = { personId, name, role, language: 'nb', pinHash } as const;
      const added = addPerson({ people, changes, clock }, { by: 'test', person });
      if (!added.ok) throw new Error(added.error);
      return personId;
    },
    set: (key, text) => {
      writeSetting(database, key, text);
    },
    pass: async (ms) => {
      const endMs = time.elapsedMs() + ms;
      for (;;) {
        const due = time.nextDueMs();
        if (due === undefined || due > endMs) break;
        time.runNext();
        await settle();
      }
      time.moveTo(endMs);
    },
    log: () =>
      changes
        .entries(undefined, 200)
        .map(({ kind, by, detail }) => [kind, by, detail].filter(Boolean).join(' '))
        .reverse(),
    restart: () => {
      world.session.stop();
      world.session = start();
    },
    close: () => {
      world.session.stop();
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return world;
}

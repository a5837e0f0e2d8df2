import type { IpcError } from '#contract/ipc/call.ts';
import type { SessionCallMap, SignInName } from '#contract/ipc/topics/session.ts';
import type { ServiceView } from '#core/kiosk/snapshot.ts';
import { ok, type Result } from '#core/base/result.ts';
import { isEasyPin } from '#core/people/pin.ts';
import type { PersonRecord } from '#core/people/people.ts';
import type { Caller, SessionView } from '#core/people/person.ts';
import { addPerson } from './add-person.ts';
import { answerOf, refuse } from './answers.ts';
import { createDoorConfirmation } from './door-confirmation.ts';
import type { Handlers } from './handler.ts';
import { createPinCheck } from './pin-check.ts';
import { hashPin } from './pin-hash.ts';
import { createUserSession, type UserSessionDeps } from './user-session.ts';

/** Signing in and out at the screen. */
export interface Session {
  readonly calls: Handlers<SessionCallMap>;
  caller(): Caller | undefined;
  /** Continues a session after the program restarted itself. */
  resume(session: Pick<SessionView, 'personId' | 'sinceMs'>): Promise<void>;
  view(): ServiceView;
  /** How long a locked-out person must wait. */
  lockLeftMs(person: PersonRecord): number;
  stop(): void;
}

export interface SessionDeps extends UserSessionDeps {
  readonly newId: () => string;
}

type Answer = Result<null, IpcError>;
const DONE: Answer = ok(null);

export function createSession(deps: SessionDeps): Session {
  const { people, machine, clock } = deps;
  const userSession = createUserSession(deps);
  const pinCheck = createPinCheck(deps);
  const door = createDoorConfirmation({
    clock,
    isDoorOpen: () => machine.isDoorOpen(),
    onOpened: (person) => void userSession.begin(person),
    onTooLate: (person) => {
      userSession.note('signInFailed', person.name, 'door');
      machine.refresh();
    },
  });
  let turn: Promise<unknown> = Promise.resolve();

  /** One sign-in at a time: checking a PIN costs memory and time. */
  function inTurn(work: () => Promise<Answer>): Promise<Answer> {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  }

  async function begin(person: PersonRecord): Promise<Answer> {
    return (await userSession.begin(person)) ? DONE : refuse('store-unwritable');
  }

  async function signIn(personId: string, pin: string): Promise<Answer> {
    if (userSession.isTaken()) return refuse('already-signed-in');
    door.end();
    const judged = await pinCheck.judge(personId, pin);
    if (!judged.ok) return refuse(judged.error.code, judged.error.values);
    const asksDoor = deps.settings().doorSecondFactor && machine.hasDoor();
    if (!asksDoor || machine.isDoorOpen()) return begin(judged.value);
    door.begin(judged.value);
    machine.refresh();
    return DONE;
  }

  const active = (): readonly PersonRecord[] => people.all().filter((record) => record.isActive);
  const hasPeople = (): boolean => active().length > 0;

  async function createFirstOwner({
    name,
    pin,
    language,
  }: SessionCallMap['createFirstOwner']['input']): Promise<Answer> {
    if (hasPeople()) return refuse('already-set-up');
    if (isEasyPin(pin)) return refuse('pin-too-easy');
    const pinHash = await hashPin(pin);
    if (hasPeople()) return refuse('already-set-up');
    const personId = deps.newId();
    const person = { personId, name, role: 'owner', language, pinHash } as const;
    const added = addPerson(deps, { by: name, person });
    if (!added.ok) return answerOf(added);
    const record = people.find(personId);
    return record === undefined ? refuse('no-such-person') : begin(record);
  }

  function nameOf(record: PersonRecord): SignInName {
    const { personId, name, role, language } = record;
    const left = pinCheck.lockLeftMs(record);
    const lockedUntilMs = left > 0 ? clock.nowMs() + left : undefined;
    return { personId, name, role, language, lockedUntilMs };
  }

  return {
    calls: {
      listSignIns: () => Promise.resolve(ok(active().map(nameOf))),
      signIn: ({ personId, pin }) => inTurn(() => signIn(personId, pin)),
      createFirstOwner: (input) => inTurn(() => createFirstOwner(input)),
      cancelSignIn: () => {
        door.end();
        machine.refresh();
        return Promise.resolve(DONE);
      },
      signOut: () => {
        userSession.end('asked');
        return Promise.resolve(DONE);
      },
      keepSignedIn: () => {
        userSession.touch();
        return Promise.resolve(DONE);
      },
    },
    caller: () => {
      const record = userSession.person();
      if (record === undefined) return undefined;
      return { personId: record.personId, name: record.name, role: record.role };
    },
    resume: async ({ personId, sinceMs }) => {
      const record = active().find((one) => one.personId === personId);
      if (record !== undefined) await userSession.begin(record, sinceMs);
    },
    view: () => ({
      session: userSession.view(),
      hasPeople: hasPeople(),
      doorWait: door.view(),
    }),
    lockLeftMs: (person) => pinCheck.lockLeftMs(person),
    stop: () => {
      door.end();
      userSession.stop();
    },
  };
}

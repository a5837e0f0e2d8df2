import type { IpcError } from '#contract/ipc/call.ts';
import type { PeopleCallMap, PersonView } from '#contract/ipc/topics/people.ts';
import type { Clock } from '#core/base/ports.ts';
import { ok, type Result } from '#core/base/result.ts';
import type { AuditLog, ChangeRefusal, Patch } from '#core/changes/audit-log.ts';
import { isEasyPin } from '#core/people/pin.ts';
import type { People, PersonRecord } from '#core/people/people.ts';
import { addPerson } from './add-person.ts';
import { answerOf, refuse } from './answers.ts';
import { nameOf, type Handlers } from './handler.ts';
import { hashPin } from './pin-hash.ts';
import type { Session } from './session.ts';

interface PeopleDeps {
  readonly people: People;
  readonly changes: AuditLog;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly session: Pick<Session, 'lockLeftMs'>;
  /** Called when the screen may have to change. */
  readonly onChange: () => void;
}

const EDITED = ['name', 'role', 'language'] as const;

/** The calls of People: an owner adds, changes and removes people. */
export function createPeopleCalls(deps: PeopleDeps): Handlers<PeopleCallMap> {
  const { people, changes, clock } = deps;

  function active(personId: string): PersonRecord | undefined {
    const person = people.find(personId);
    return person?.isActive === true ? person : undefined;
  }

  function viewOf(person: PersonRecord): PersonView {
    const { personId, name, role, language, addedAtMs } = person;
    const leftMs = deps.session.lockLeftMs(person);
    const lockedUntilMs = leftMs > 0 ? clock.nowMs() + leftMs : undefined;
    return { personId, name, role, language, addedAtMs, lockedUntilMs };
  }

  function changed(
    done: Result<number, ChangeRefusal>,
  ): Result<{ readonly sequence: number | undefined }, IpcError> {
    if (done.ok) deps.onChange();
    return answerOf(done.ok ? ok({ sequence: done.value }) : done);
  }

  return {
    listPeople: () =>
      Promise.resolve(
        ok(
          people
            .all()
            .filter((person) => person.isActive)
            .map(viewOf),
        ),
      ),
    addPerson: async ({ pin, ...given }, caller) => {
      if (isEasyPin(pin)) return refuse('pin-too-easy');
      const pinHash = await hashPin(pin);
      const person = { ...given, personId: deps.newId(), pinHash };
      return changed(addPerson(deps, { by: nameOf(caller), person }));
    },
    editPerson: ({ personId, ...wanted }, caller) => {
      const person = active(personId);
      if (person === undefined) return Promise.resolve(refuse('no-such-person'));
      const patches = EDITED.flatMap((field): readonly Patch[] => {
        const next = wanted[field];
        if (next === undefined || next === person[field]) return [];
        return [{ subject: 'person', id: personId, field, old: person[field], new: next }];
      });
      if (patches.length === 0) return Promise.resolve(ok({ sequence: undefined }));
      const detail = person.name;
      return Promise.resolve(
        changed(changes.apply({ kind: 'personEdited', by: nameOf(caller), patches, detail })),
      );
    },
    setPin: async ({ personId, pin }, caller) => {
      if (isEasyPin(pin)) return refuse('pin-too-easy');
      const pinHash = await hashPin(pin);
      const person = active(personId);
      if (person === undefined) return refuse('no-such-person');
      const change = { kind: 'pinChanged', by: nameOf(caller), detail: person.name } as const;
      return changed(
        changes.apply({ ...change, patches: [] }, () => {
          people.setPin(personId, pinHash);
        }),
      );
    },
    removePerson: ({ personId: id }, caller) => {
      const person = active(id);
      if (person === undefined) return Promise.resolve(refuse('no-such-person'));
      const patches = [
        { subject: 'person', id, field: 'isActive', old: true, new: false },
      ] as const;
      const change = { kind: 'personRemoved', by: nameOf(caller), detail: person.name } as const;
      return Promise.resolve(changed(changes.apply({ ...change, patches })));
    },
  };
}

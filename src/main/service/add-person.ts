import type { Clock } from '#core/base/ports.ts';
import type { Result } from '#core/base/result.ts';
import type { AuditLog, ChangeRefusal } from '#core/changes/audit-log.ts';
import type { NewPerson, People } from '#core/people/people.ts';

interface AddDeps {
  readonly people: People;
  readonly changes: AuditLog;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/** Adds a person and writes the audit log; undone, the person cannot sign in. @returns the sequence of the change */
export function addPerson(
  { people, changes, clock }: AddDeps,
  { by, person }: { readonly by: string; readonly person: Omit<NewPerson, 'addedAtMs'> },
): Result<number, ChangeRefusal> {
  const { personId: id, name } = person;
  return changes.apply(
    {
      kind: 'personAdded',
      by,
      patches: [{ subject: 'person', id, field: 'isActive', old: false, new: true }],
      detail: name,
    },
    () => {
      people.insert({ ...person, addedAtMs: clock.nowMs() });
    },
  );
}

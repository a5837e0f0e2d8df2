import type { ChangesCallMap } from '#contract/ipc/topics/changes.ts';
import { ok } from '#core/result.ts';
import { isOwnersAffair, type ChangeBook } from '#core/service/change.ts';
import { answered, refuse } from './answers.ts';
import { nameOf, type Handlers } from './handler.ts';

interface ChangesDeps {
  readonly changes: ChangeBook;
  /** What is shown may have changed. */
  readonly onChange: () => void;
}

/** The change log on the screen: read, verified, and taken back step by step. */
export function createChangesCalls({ changes, onChange }: ChangesDeps): Handlers<ChangesCallMap> {
  return {
    listChanges: ({ before, limit }) => Promise.resolve(ok(changes.entries(before, limit))),
    undoChange: ({ sequence }, caller) => {
      const patches = changes.entry(sequence)?.patches ?? [];
      if (isOwnersAffair(patches) && caller?.role !== 'owner') {
        return Promise.resolve(refuse('owner-only'));
      }
      const undone = changes.undo(sequence, nameOf(caller));
      if (undone.ok) onChange();
      return Promise.resolve(answered(undone.ok ? ok({ sequence: undone.value }) : undone));
    },
    verifyChanges: () => Promise.resolve(ok(changes.verify())),
  };
}

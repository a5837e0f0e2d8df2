import type { ChangesCallMap } from '#contract/ipc/topics/changes.ts';
import { ok } from '#core/base/result.ts';
import { type AuditLog } from '#core/changes/audit-log.ts';
import { needsOwner } from '#core/people/permissions.ts';
import type { Clock } from '#core/base/ports.ts';
import type { UsbSticks } from '#core/usb/usb.ts';
import { localDay } from '../runtime/local-time.ts';
import { changeLogText } from './changes-text.ts';
import { answerOf, refuse } from './answers.ts';
import { nameOf, type Handlers } from './handler.ts';

interface ChangesDeps {
  readonly changes: AuditLog;
  readonly sticks: UsbSticks;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly machineId: string;
  /** Called when the screen may have to change. */
  readonly onChange: () => void;
}

/** The calls of Changes: read, verify and undo the audit log. */
export function createChangesCalls(deps: ChangesDeps): Handlers<ChangesCallMap> {
  const { changes, sticks, clock, machineId, onChange } = deps;
  return {
    listChanges: ({ before, limit }) => Promise.resolve(ok(changes.entries(before, limit))),
    undoChange: ({ sequence }, caller) => {
      const patches = changes.entry(sequence)?.patches ?? [];
      if (needsOwner(patches) && caller?.role !== 'owner') {
        return Promise.resolve(refuse('owner-only'));
      }
      const undone = changes.undo(sequence, nameOf(caller));
      if (undone.ok) onChange();
      return Promise.resolve(answerOf(undone.ok ? ok({ sequence: undone.value }) : undone));
    },
    exportChanges: async ({ stickId, format }, caller) => {
      const day = localDay(clock.nowMs());
      const name = `${machineId}-change-log-${day}.${format}`;
      const written = await sticks.write(stickId, {
        name,
        content: changeLogText(changes, format),
      });
      if (!written.ok) return answerOf(written);
      const detail = written.value;
      changes.apply({ kind: 'changesExported', by: nameOf(caller), patches: [], detail });
      return ok({ name: detail });
    },
    verifyChanges: () => Promise.resolve(ok(changes.verify())),
  };
}

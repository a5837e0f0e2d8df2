import type { IpcError } from '#contract/ipc/call.ts';
import type { SlotsCallMap } from '#contract/ipc/topics/slots.ts';
import { editKind, editSlots, type EditTerms } from '#core/slots/edit-slots.ts';
import type { PlacedSlot } from '#core/slots/slot.ts';
import type { Clock } from '#core/base/ports.ts';
import type { KioskSnapshot, RunningSale } from '#core/kiosk/snapshot.ts';
import { marketOf } from '#core/money/money.ts';
import { marketDay } from '#core/time/market-day.ts';
import { addSlot, removeSlot } from '#core/slots/add-slot.ts';
import type { SlotProblem } from '#core/slots/slot-rules.ts';
import { ok, type Result } from '#core/base/result.ts';
import type { AuditLog, ChangeKind, Patch } from '#core/changes/audit-log.ts';
import type { Caller } from '#core/people/person.ts';
import { answerOf, refuse } from './answers.ts';
import { nameOf, type Handlers } from './handler.ts';

interface SlotsDeps {
  readonly changes: AuditLog;
  readonly placedSlots: () => readonly PlacedSlot[];
  readonly snapshot: () => Pick<KioskSnapshot, 'currency' | 'capMinor'> & {
    readonly sale: Pick<RunningSale, 'selection'> | undefined;
  };
  readonly clock: Pick<Clock, 'nowMs'>;
  /** Called when the screen has to change. */
  readonly onChange: () => void;
}

/** The calls that change slots: one entry in the audit log for one press. */
export function createSlotsCalls(deps: SlotsDeps): Handlers<SlotsCallMap> {
  function terms(): EditTerms {
    const { currency, capMinor } = deps.snapshot();
    return { currency, capMinor, vatDay: marketDay(marketOf(currency), deps.clock.nowMs()) };
  }

  function apply(
    kind: ChangeKind,
    patches: Result<readonly Patch[], SlotProblem>,
    caller: Caller | undefined,
  ): Result<{ readonly sequence: number }, IpcError> {
    if (!patches.ok) return refuse(patches.error.code, patches.error.values);
    const applied = deps.changes.apply({ kind, by: nameOf(caller), patches: patches.value });
    if (applied.ok) deps.onChange();
    return answerOf(applied.ok ? ok({ sequence: applied.value }) : applied);
  }

  return {
    editSlots: ({ edits }, caller) => {
      const slots = deps.placedSlots().map(({ slot }) => slot);
      const patches = editSlots(slots, edits, terms());
      const isSame = patches.ok && patches.value.length === 0;
      if (isSame) return Promise.resolve(ok({ sequence: undefined }));
      return Promise.resolve(apply(editKind(edits), patches, caller));
    },
    addSlot: (typed, caller) =>
      Promise.resolve(apply('slotAdded', addSlot(deps.placedSlots(), typed, terms()), caller)),
    removeSlot: (seen, caller) => {
      if (deps.snapshot().sale?.selection === seen.selection)
        return Promise.resolve(refuse('sale-running'));
      return Promise.resolve(apply('slotRemoved', removeSlot(deps.placedSlots(), seen), caller));
    },
  };
}

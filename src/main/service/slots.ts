import type { SlotsCallMap } from '#contract/ipc/topics/slots.ts';
import { editSlots } from '#core/catalogue/edit-slots.ts';
import type { Slot } from '#core/catalogue/slot.ts';
import type { Currency } from '#core/money.ts';
import { ok } from '#core/result.ts';
import type { ChangeBook } from '#core/service/change.ts';
import { answered, refuse } from './answers.ts';
import { nameOf, type Handlers } from './handler.ts';

interface SlotsDeps {
  readonly changes: ChangeBook;
  readonly slots: () => readonly Slot[];
  readonly currency: () => Currency;
  /** What is shown has changed. */
  readonly onChange: () => void;
}

/** The slots as a person at the screen changes them: one change in the log for one press. */
export function createSlotsCalls(deps: SlotsDeps): Handlers<SlotsCallMap> {
  return {
    editSlots: ({ edits }, caller) => {
      const patches = editSlots(deps.slots(), edits, deps.currency());
      if (!patches.ok) return Promise.resolve(refuse(patches.error.code, patches.error.values));
      const change = { kind: 'edit', by: nameOf(caller), patches: patches.value } as const;
      const applied = deps.changes.apply(change);
      if (applied.ok) deps.onChange();
      return Promise.resolve(answered(applied.ok ? ok({ sequence: applied.value }) : applied));
    },
  };
}

import type { SlotEdit } from '#core/slots/edit-slots.ts';
import { sayDone } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';

interface SlotEdits {
  readonly isBusy: boolean;
  /** Saves one change and toasts `words` with undo. Resolves true if main accepted it. */
  readonly edit: (edits: readonly SlotEdit[], words: string) => Promise<boolean>;
}

/** Edits slots, with undo. */
export function useSlotEdits(): SlotEdits {
  const { call, isBusy } = useCall();
  return {
    isBusy,
    edit: async (edits, words) => {
      const done = await call('editSlots', { edits });
      if (done !== undefined) sayDone(words, done.sequence);
      return done !== undefined;
    },
  };
}

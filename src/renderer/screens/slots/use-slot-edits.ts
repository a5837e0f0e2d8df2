import type { SlotEdit } from '#core/slots/edit-slots.ts';
import { sayDone } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';

interface SlotEdits {
  readonly isBusy: boolean;
  /** One change, said in `words` with its undo; true: it was taken. */
  readonly edit: (edits: readonly SlotEdit[], words: string) => Promise<boolean>;
}

/** Changes slots, and offers to take it back. */
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

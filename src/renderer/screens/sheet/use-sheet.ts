import type { SheetView } from '#contract/ipc/topics/sheet.ts';
import { useEffect, useState } from 'react';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { useToast } from '../../store/toast.ts';
import { ask } from '../../touch/use-call.ts';

/** Prices, products and the undo of a setting change what would be printed, wherever they are changed. */
const LOOK_AGAIN_MS = 2_000;

/** What would be printed now, as main says; undefined until it has. */
export function useSheet(): SheetView | undefined {
  const [view, setView] = useState<SheetView>();
  const { sheet, print } = useSnapshot();
  const toastId = useToast((state) => state.toast?.id);
  useEffect(() => {
    let isGone = false;
    const look = (): void => {
      void ask('readSheet', {}).then((answer) => {
        if (!answer.ok || isGone) return;
        const { value } = answer;
        setView((old) => (JSON.stringify(old) === JSON.stringify(value) ? old : value));
      });
    };
    look();
    const timer = setInterval(look, LOOK_AGAIN_MS);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [sheet, print?.id, print?.state, toastId]);
  return view;
}

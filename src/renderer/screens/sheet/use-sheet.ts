import type { SheetView } from '#contract/ipc/topics/sheet.ts';
import { useEffect, useState } from 'react';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { useToast } from '../../store/toast.ts';
import { ask } from '../../touch/use-call.ts';

/** Price, product and setting changes elsewhere also change the sheet. */
const POLL_EVERY_MS = 2_000;

/** Main's view of what would be printed now; undefined until the first answer. */
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
    const timer = setInterval(look, POLL_EVERY_MS);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [sheet, print?.id, print?.state, toastId]);
  return view;
}

import type { SheetView } from '#contract/ipc/topics/sheet.ts';
import { useCallback, useEffect, useState } from 'react';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { ask } from '../../touch/call.ts';

/** Prices, products and the undo of a setting change what would be printed, wherever they are changed. */
const LOOK_AGAIN_MS = 2_000;

interface Sheet {
  readonly view: SheetView | undefined;
  readonly reload: () => void;
}

/** What would be printed now, as main says. */
export function useSheet(): Sheet {
  const [view, setView] = useState<SheetView>();
  const { sheet, print } = useSnapshot();
  const reload = useCallback(() => {
    void ask('readSheet', {}).then((answer) => {
      if (!answer.ok) return;
      const { value } = answer;
      setView((old) => (JSON.stringify(old) === JSON.stringify(value) ? old : value));
    });
  }, []);
  useEffect(() => {
    reload();
    const timer = setInterval(reload, LOOK_AGAIN_MS);
    return () => {
      clearInterval(timer);
    };
  }, [reload, sheet, print?.id, print?.state]);
  return { view, reload };
}

import { IconTrash } from '@tabler/icons-react';
import type { SlotView } from '#core/slots/slot-view.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { goTo } from '../../store/navigation.ts';
import { sayDone } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';
import { TouchButton } from '../../touch/TouchButton.tsx';
import styles from './slots.module.css';

/** Removes the slot; undo restores it as it was. */
export function RemoveSlot({ slot }: { readonly slot: SlotView }): ReactElement {
  const { t } = useTranslation();
  const { sale } = useSnapshot();
  const { call, isBusy } = useCall();
  const { selection, product } = slot;
  const remove = async (): Promise<void> => {
    const done = await call('removeSlot', { selection, product });
    if (done === undefined) return;
    goTo('machine');
    sayDone(t('slots.removed', { slot: selection, product }), done.sequence);
  };
  return (
    <div className={styles['actions']}>
      <TouchButton
        icon={<IconTrash />}
        isBusy={isBusy}
        why={sale?.selection === selection ? t('refusal.sale-running') : undefined}
        note={t('slots.removeNote')}
        testId="slot-remove"
        onPress={() => void remove()}
      >
        {t('slots.remove')}
      </TouchButton>
    </div>
  );
}

import { IconHandFinger } from '@tabler/icons-react';
import type { SlotView } from '#core/slots/slot-view.ts';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { EmptyState } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { useSlotEdits } from './use-slot-edits.ts';
import common from '../../theme/common.module.css';
import styles from './slots.module.css';

/** Learns which key belongs to which slot: press it on the machine, tap the slot here. Nothing is sold. */
export function Learn(): ReactElement {
  const { t } = useTranslation();
  const { slots, machine, atMs } = useSnapshot();
  const { edit, isBusy } = useSlotEdits();
  const [sinceMs] = useState(atMs);
  const { lastKey } = machine;
  // Ignores keys that were pressed before the screen opened.
  const item = lastKey !== undefined && lastKey.atMs >= sinceMs ? lastKey.item : undefined;
  const owner = slots.find((slot) => slot.item === item);
  const assign = (slot: SlotView, wanted: number): void => {
    const own = { selection: slot.selection, seen: { item: slot.item }, to: { item: wanted } };
    // Swap: the slot that had this number gets the other one.
    const swap =
      owner === undefined
        ? []
        : [
            {
              selection: owner.selection,
              seen: { item: owner.item },
              to: { item: slot.item },
            },
          ];
    void edit([own, ...swap], t('slots.learned', { slot: slot.selection, item: wanted }));
  };
  return (
    <Screen title={t('slots.learn')}>
      {item === undefined ? (
        <EmptyState icon={<IconHandFinger />} why={t('slots.pressKey')}>
          <p>{t('slots.pressNote')}</p>
        </EmptyState>
      ) : (
        <div className={common['stack']}>
          <p data-testid="learn-said">
            <b>{t('slots.keySaid', { item })}</b>{' '}
            {owner === undefined
              ? t('slots.keyUnknown')
              : t('slots.keyOf', { slot: owner.selection, product: owner.product })}
          </p>
          <div className={styles['learn-slots']}>
            {slots.map((slot) => (
              <TouchButton
                key={slot.selection}
                isWide
                isBusy={isBusy}
                isPressed={slot === owner}
                note={`${slot.product} · ${String(slot.item)}`}
                testId={`learn-${slot.selection}`}
                onPress={() => {
                  if (slot !== owner) assign(slot, item);
                }}
              >
                {slot.selection}
              </TouchButton>
            ))}
          </div>
        </div>
      )}
    </Screen>
  );
}

import { IconCheck } from '@tabler/icons-react';
import { SLOT_BOUNDS } from '#core/slots/slot-rules.ts';
import type { SlotView } from '#core/slots/slot-view.ts';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Stepper } from '../../touch/Stepper.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import type { Save } from './SlotFields.tsx';
import styles from './slots.module.css';

interface StockCountProps {
  readonly slot: SlotView;
  readonly isBusy: boolean;
  readonly onSave: (save: Save) => void;
}

/** Corrects the stock by one, or sets a count; an equal number confirms an uncertain one. */
export function StockCount({ slot, isBusy, onSave }: StockCountProps): ReactElement {
  const { t } = useTranslation();
  const { stock, capacity, isCountDue } = slot;
  const [counted, setCounted] = useState(stock);
  const words = `${String(stock)} → ${String(counted)}`;
  return (
    <div className={styles['stock-count']}>
      <Stepper
        label={t('slots.stock')}
        value={counted}
        min={SLOT_BOUNDS.stock.least}
        max={capacity}
        testId="slot-count"
        onChange={setCounted}
      />
      <TouchButton
        icon={<IconCheck />}
        isBusy={isBusy}
        why={counted === stock && !isCountDue ? t('slots.countFirst') : undefined}
        note={words}
        testId="slot-counted"
        onPress={() => {
          onSave({ seen: { stock }, to: { stock: counted }, words });
        }}
      >
        {t('slots.counted')}
      </TouchButton>
    </div>
  );
}

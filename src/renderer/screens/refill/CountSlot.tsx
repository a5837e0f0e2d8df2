import { IconArrowBackUp, IconCheck, IconEqual, IconPackageImport } from '@tabler/icons-react';
import type { SlotView } from '#core/slots/slot-view.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Chooser } from '../../touch/Chooser.tsx';
import { NumberField } from '../../touch/NumberField.tsx';
import { Stepper } from '../../touch/Stepper.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { oldNew } from './old-new.ts';
import styles from './refill.module.css';
import common from '../../theme/common.module.css';

interface CountSlotProps {
  readonly slot: SlotView;
  /** The count typed so far; undefined before that. */
  readonly counted: number | undefined;
  readonly onCount: (count: number) => void;
  readonly onTakeBack: () => void;
  readonly onClose: () => void;
}

/** Counts one slot. */
export function CountSlot(props: CountSlotProps): ReactElement {
  const { t } = useTranslation();
  const { slot, counted, onCount } = props;
  const { selection, product, stock, capacity, isCountDue } = slot;
  const most = Math.max(stock, capacity);
  const value = counted ?? stock;
  const label = t('refill.inIt');
  return (
    <Chooser label={`${selection} · ${product}`} onClose={props.onClose}>
      <p className={styles['now']} data-testid="count-old-new">
        {counted === undefined ? t('refill.stockNow', { count: stock }) : oldNew(stock, counted)}
      </p>
      <p
        className={isCountDue ? styles['due'] : common['quiet']}
        data-tone={isCountDue ? 'attention' : undefined}
      >
        {isCountDue ? t('refill.whyCount') : t('refill.holds', { count: capacity })}
      </p>
      <div className={styles['count']}>
        <Stepper label={label} value={value} min={0} max={most} testId="count" onChange={onCount} />
        <NumberField
          label={label}
          value={value}
          min={0}
          max={most}
          testId="count-type"
          onChange={onCount}
        />
      </div>
      <div className={styles['count']}>
        <TouchButton
          icon={<IconPackageImport />}
          note={t('refill.fullNote', { count: capacity })}
          testId="count-full"
          onPress={() => {
            onCount(most);
          }}
        >
          {t('refill.full')}
        </TouchButton>
        {isCountDue && counted === undefined ? (
          <TouchButton
            icon={<IconEqual />}
            testId="count-same"
            onPress={() => {
              onCount(stock);
            }}
          >
            {t('refill.same', { count: stock })}
          </TouchButton>
        ) : (
          <TouchButton
            icon={<IconArrowBackUp />}
            why={counted === undefined ? t('refill.notCounted') : undefined}
            testId="count-back"
            onPress={props.onTakeBack}
          >
            {t('refill.takeBack')}
          </TouchButton>
        )}
        <TouchButton
          look="primary"
          icon={<IconCheck />}
          testId="count-done"
          onPress={props.onClose}
        >
          {t('touch.done')}
        </TouchButton>
      </div>
    </Chooser>
  );
}

import type { TypedSlot } from '#core/slots/add-slot.ts';
import { isSelection, SLOT_BOUNDS } from '#core/slots/slot-rules.ts';
import type { SlotPlace } from '#core/slots/slot.ts';
import { LARGEST_MINOR, SMALLEST_MINOR } from '#core/money/money.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../touch/Choice.tsx';
import { AmountField, NumberField } from '../../touch/NumberField.tsx';
import { TextField } from '../../touch/TextField.tsx';
import { useVatOptions } from '../prices/use-vat-options.ts';
import { useSnapshot } from '../../store/kiosk-store.ts';
import styles from './slots.module.css';

/** A slot that is being added. */
export interface SlotDraft extends Omit<TypedSlot, 'place' | 'priceMinor'>, SlotPlace {
  readonly priceMinor: number | undefined;
}

interface NewSlotFieldsProps {
  readonly draft: SlotDraft;
  readonly onType: (more: Partial<SlotDraft>) => void;
}

/** Every field of a new slot. */
export function NewSlotFields({ draft, onType }: NewSlotFieldsProps): ReactElement {
  const { t } = useTranslation();
  const { currency, capMinor } = useSnapshot();
  const { options } = useVatOptions();
  const number = (field: 'item' | 'stock' | 'capacity' | 'column', most: number): ReactElement => (
    <NumberField
      label={t(`slots.${field}`)}
      value={draft[field]}
      min={SLOT_BOUNDS[field].least}
      max={most}
      testId={`new-${field}`}
      onChange={(value) => {
        onType({ [field]: value });
      }}
    />
  );
  return (
    <div className={styles['screen']}>
      <div className={styles['fields']}>
        <TextField
          label={t('slots.selection')}
          value={draft.selection}
          maxLength={SLOT_BOUNDS.selectionLength}
          check={(typed) => (isSelection(typed) ? undefined : t('slots.selectionForm'))}
          testId="new-selection"
          onChange={(value) => {
            onType({ selection: value.toUpperCase() });
          }}
        />
        <TextField
          label={t('slots.product')}
          value={draft.product}
          maxLength={SLOT_BOUNDS.productLength}
          check={(typed) => (typed === '' ? t('slots.productFirst') : undefined)}
          testId="new-product"
          onChange={(product) => {
            onType({ product });
          }}
        />
        <AmountField
          label={t('slots.price')}
          value={draft.priceMinor}
          currency={currency}
          min={SMALLEST_MINOR[currency]}
          max={capMinor ?? LARGEST_MINOR}
          testId="new-price"
          onChange={(priceMinor) => {
            onType({ priceMinor });
          }}
        />
        {number('stock', draft.capacity)}
        {number('capacity', SLOT_BOUNDS.capacity.most)}
        <TextField
          label={t('slots.tray')}
          value={draft.tray}
          maxLength={SLOT_BOUNDS.trayLength}
          check={(typed) => (typed === '' ? t('slots.trayFirst') : undefined)}
          testId="new-tray"
          onChange={(tray) => {
            onType({ tray });
          }}
        />
        {number('column', SLOT_BOUNDS.column.most)}
        {number('item', SLOT_BOUNDS.item.most)}
      </div>
      <Choice
        label={t('slots.vat')}
        options={options}
        value={draft.vatCategory}
        testId="new-vat"
        onChange={(vatCategory) => {
          onType({ vatCategory });
        }}
      />
    </div>
  );
}

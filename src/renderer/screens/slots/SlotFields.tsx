import type { SlotChanges } from '#core/slots/edit-slots.ts';
import { SLOT_BOUNDS } from '#core/slots/slot-rules.ts';
import type { SlotView } from '#core/slots/slot-view.ts';
import { LARGEST_MINOR, SMALLEST_MINOR, type Currency } from '#core/money/money.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { AmountField, NumberField } from '../../touch/NumberField.tsx';
import { TextField } from '../../touch/TextField.tsx';
import styles from './slots.module.css';

export interface Save {
  readonly seen: SlotChanges;
  readonly to: SlotChanges;
  /** `25,00 kr → 30,00 kr` */
  readonly words: string;
}

interface SlotFieldsProps {
  readonly slot: SlotView;
  readonly currency: Currency;
  readonly onSave: (save: Save) => void;
}

/** Editable fields of a slot; each is saved by itself and can be undone. */
export function SlotFields({ slot, currency, onSave }: SlotFieldsProps): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { tray, column, width } = slot;
  const oldNew = (old: string | number, next: string | number): string =>
    `${old === '' ? '–' : String(old)} → ${next === '' ? '–' : String(next)}`;
  const number = (field: 'item' | 'stock' | 'capacity' | 'minimumAge'): ReactElement => (
    <NumberField
      label={t(`slots.${field}`)}
      value={slot[field]}
      min={SLOT_BOUNDS[field].least}
      max={SLOT_BOUNDS[field].most}
      testId={`slot-${field}`}
      onChange={(value) => {
        const words = oldNew(slot[field], value);
        onSave({ seen: { [field]: slot[field] }, to: { [field]: value }, words });
      }}
    />
  );
  const text = (field: 'product' | 'allergens', maxLength: number): ReactElement => (
    <TextField
      check={(typed) => (field === 'product' && typed === '' ? t('slots.productFirst') : undefined)}
      label={t(`slots.${field}`)}
      value={slot[field]}
      maxLength={maxLength}
      testId={`slot-${field}`}
      onChange={(value) => {
        const words = oldNew(slot[field], value);
        onSave({ seen: { [field]: slot[field] }, to: { [field]: value }, words });
      }}
    />
  );
  const move = (to: { tray?: string; column?: number; width?: number }): void => {
    const place = { tray, column, width };
    const next = { ...place, ...to };
    const words = oldNew(
      [place.tray, place.column, place.width].join(' · '),
      [next.tray, next.column, next.width].join(' · '),
    );
    onSave({ seen: { place }, to: { place: next }, words });
  };
  return (
    <div className={styles['fields']}>
      <AmountField
        label={t('slots.price')}
        value={slot.priceMinor}
        currency={currency}
        min={SMALLEST_MINOR[currency]}
        max={LARGEST_MINOR}
        testId="slot-price"
        onChange={(priceMinor) => {
          const words = oldNew(
            format.money(slot.priceMinor, currency),
            format.money(priceMinor, currency),
          );
          onSave({ seen: { priceMinor: slot.priceMinor }, to: { priceMinor }, words });
        }}
      />
      {number('stock')}
      {number('capacity')}
      {text('product', SLOT_BOUNDS.productLength)}
      {number('minimumAge')}
      {text('allergens', SLOT_BOUNDS.allergensLength)}
      <TextField
        label={t('slots.tray')}
        value={tray}
        maxLength={SLOT_BOUNDS.trayLength}
        check={(typed) => (typed === '' ? t('slots.trayFirst') : undefined)}
        testId="slot-tray"
        onChange={(value) => {
          move({ tray: value });
        }}
      />
      <NumberField
        label={t('slots.column')}
        value={column}
        min={SLOT_BOUNDS.column.least}
        max={SLOT_BOUNDS.column.most}
        testId="slot-column"
        onChange={(value) => {
          move({ column: value });
        }}
      />
      <NumberField
        label={t('slots.width')}
        value={width}
        min={SLOT_BOUNDS.width.least}
        max={SLOT_BOUNDS.width.most}
        testId="slot-width"
        onChange={(value) => {
          move({ width: value });
        }}
      />
      {number('item')}
    </div>
  );
}

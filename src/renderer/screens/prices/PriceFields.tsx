import type { SlotView } from '#core/slots/slot-view.ts';
import { LARGEST_MINOR, SMALLEST_MINOR } from '#core/money/money.ts';
import { priceProblem } from '#core/prices/bulk.ts';
import { productsOf } from '#core/prices/by-product.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { AmountField } from '../../touch/NumberField.tsx';
import { useSlotEdits } from '../slots/use-slot-edits.ts';
import common from '../../theme/common.module.css';
import styles from './prices.module.css';

interface Priced {
  readonly key: string;
  readonly label: string;
  readonly slots: readonly SlotView[];
  /** Undefined: the slots have different prices. */
  readonly priceMinor: number | undefined;
  readonly note: string | undefined;
}

/** One price per product, or per slot. */
export function PriceFields({ isBySlot }: { readonly isBySlot: boolean }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { slots, currency, capMinor } = useSnapshot();
  const { edit } = useSlotEdits();
  const money = (amountMinor: number): string => format.money(amountMinor, currency);
  const warning = (priceMinor: number): string | undefined =>
    priceProblem(priceMinor, { currency, capMinor }) === 'above-cap' && capMinor !== undefined
      ? t('prices.aboveCap', { cap: money(capMinor) })
      : undefined;
  const spread = (own: readonly SlotView[]): string => {
    const prices = own.map(({ priceMinor }) => priceMinor);
    return `${money(Math.min(...prices))} – ${money(Math.max(...prices))}`;
  };
  const priced: readonly Priced[] = isBySlot
    ? slots.map((slot) => ({
        key: slot.selection,
        label: `${slot.selection} · ${slot.product}`,
        slots: [slot],
        priceMinor: slot.priceMinor,
        note: warning(slot.priceMinor),
      }))
    : productsOf(slots).map(({ product, slots: own, priceMinor }) => ({
        key: product,
        label: product,
        slots: own,
        priceMinor,
        note:
          priceMinor === undefined
            ? t('prices.differ', { prices: spread(own) })
            : (warning(priceMinor) ?? own.map(({ selection }) => selection).join(', ')),
      }));
  const save = (one: Priced, priceMinor: number): void => {
    const edits = one.slots.map((slot) => ({
      selection: slot.selection,
      seen: { priceMinor: slot.priceMinor },
      to: { priceMinor },
    }));
    const old = one.priceMinor === undefined ? spread(one.slots) : money(one.priceMinor);
    const words = `${one.label}: ${old} → ${money(priceMinor)}.`;
    void edit(edits, `${words} ${t('prices.reprint')}`);
  };
  return (
    <>
      <p className={common['quiet']}>{t('prices.running')}</p>
      <div className={styles['price-fields']}>
        {priced.map((one) => (
          <AmountField
            key={one.key}
            label={one.label}
            value={one.priceMinor}
            currency={currency}
            min={SMALLEST_MINOR[currency]}
            max={LARGEST_MINOR}
            note={one.note}
            testId={`price-${one.key}`}
            onChange={(priceMinor) => {
              save(one, priceMinor);
            }}
          />
        ))}
      </div>
    </>
  );
}

import { productsOf } from '#core/prices/by-product.ts';
import type { VatCategory } from '#core/market/vat-category.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { Choice } from '../../touch/Choice.tsx';
import { useSlotEdits } from '../slots/use-slot-edits.ts';
import { useVatOptions } from './use-vat-options.ts';
import common from '../../theme/common.module.css';
import styles from './prices.module.css';

/** The VAT class of each product; the rates follow the law by date. */
export function VatFields(): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { slots } = useSnapshot();
  const { edit } = useSlotEdits();
  const { rates, options } = useVatOptions();
  const day = (text: string): string => format.date(Date.parse(text));
  return (
    <div className={common['stack']}>
      <ul>
        {rates.map(({ category, rate, from, next }) => (
          <li key={category}>
            {t('prices.vatSince', {
              category: t(`prices.vat.${category}`),
              rate: format.rate(rate),
              day: day(from),
            })}
            {next === undefined
              ? null
              : ` ${t('prices.vatNext', { rate: format.rate(next.rate), day: day(next.from) })}`}
          </li>
        ))}
      </ul>
      <div className={styles['vat-fields']}>
        {productsOf(slots).map(({ product, slots: own }) => {
          const categories = new Set(own.map(({ vatCategory }) => vatCategory));
          const [category] = categories.size === 1 ? categories : [];
          const chosen = (wanted: VatCategory): void => {
            const edits = own.map(({ selection, vatCategory }) => ({
              selection,
              seen: { vatCategory },
              to: { vatCategory: wanted },
            }));
            void edit(edits, `${product}: ${t(`prices.vat.${wanted}`)}`);
          };
          const rate = own[0]?.vatRate ?? 0;
          return (
            <Choice
              key={product}
              label={
                category === undefined
                  ? `${product} · ${t('prices.vatOwn', { rate: format.rate(rate) })}`
                  : product
              }
              options={options}
              value={category}
              testId={`vat-${product}`}
              onChange={chosen}
            />
          );
        })}
      </div>
    </div>
  );
}

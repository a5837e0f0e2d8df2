import type { KioskSnapshot, PastSale } from '#core/kiosk/snapshot.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney, formatTime } from '../text.ts';

const SHOWN = 4;

/** The newest sales, each with what the customer paid. */
export function LastSales({ snapshot }: { readonly snapshot: KioskSnapshot }): ReactElement {
  const { t, i18n } = useTranslation();
  const money = (minor: number): string => formatMoney(minor, snapshot.currency, i18n.language);
  const paid = (sale: PastSale): string => {
    if (sale.capturedMinor > 0) return t('charged', { amount: money(sale.capturedMinor) });
    return sale.endedAtMs === undefined ? t('inProgress') : t('released');
  };
  const { count, sumMinor } = snapshot.today;
  return (
    <section className="card sales">
      <h2>{t('lastSales')}</h2>
      {snapshot.lastSales.length === 0 ? <p>{t('noSales')}</p> : null}
      <ul>
        {snapshot.lastSales.slice(0, SHOWN).map((sale) => (
          <li key={sale.reference} data-testid="last-sale">
            <time>{formatTime(sale.startedAtMs, i18n.language)}</time>
            <span className="product">{sale.product ?? '–'}</span>
            <span className="paid">{paid(sale)}</span>
          </li>
        ))}
      </ul>
      <p className="sum">
        {t('today', { count, amount: money(sumMinor) })}
        {snapshot.settlingCount > 0 ? ` · ${t('settling', { count: snapshot.settlingCount })}` : ''}
        {snapshot.reviewCount > 0 ? ` · ${t('reviews', { count: snapshot.reviewCount })}` : ''}
      </p>
    </section>
  );
}

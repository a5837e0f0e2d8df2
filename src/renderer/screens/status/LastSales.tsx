import type { KioskSnapshot, PastSale } from '#core/kiosk/snapshot.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import common from '../../theme/common.module.css';
import styles from './status.module.css';
import { cx } from '../../theme/cx.ts';

const SHOWN = 3;

/** The last sales and what each customer paid; no personal data. */
export function LastSales({ snapshot }: { readonly snapshot: KioskSnapshot }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (minor: number): string => format.money(minor, snapshot.currency);
  const paid = (sale: PastSale): string => {
    if (sale.capturedMinor > 0) return t('status.charged', { amount: money(sale.capturedMinor) });
    return sale.endedAtMs === undefined ? t('status.inProgress') : t('status.released');
  };
  const { count, sumMinor } = snapshot.today;
  return (
    <section className={cx(common['card'], styles['sales'])}>
      <h2>{t('status.lastSales')}</h2>
      {snapshot.lastSales.length === 0 ? <p>{t('status.noSales')}</p> : null}
      <ul>
        {snapshot.lastSales.slice(0, SHOWN).map((sale) => (
          <li key={sale.reference} data-testid="last-sale">
            <time>{format.time(sale.startedAtMs)}</time>
            <span>
              {sale.product ?? '–'} <span className={common['quiet']}>{paid(sale)}</span>
            </span>
          </li>
        ))}
      </ul>
      <p className={styles['sum']}>
        {t('status.today', { count, amount: money(sumMinor) })}
        {snapshot.settlingCount > 0
          ? ` · ${t('status.settling', { count: snapshot.settlingCount })}`
          : ''}
      </p>
    </section>
  );
}

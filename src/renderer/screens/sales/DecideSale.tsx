import type { ListedSale } from '#core/sales/sale-query.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { sayDone } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';
import { HoldToConfirm } from '../../touch/HoldToConfirm.tsx';
import common from '../../theme/common.module.css';
import styles from './sales.module.css';
import { cx } from '../../theme/cx.ts';

interface DecideProps {
  readonly sale: ListedSale;
  readonly onDone: () => void;
}

/** Asks a person to decide a sale whose outcome is unknown. */
export function DecideSale({ sale, onDone }: DecideProps): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { call, isBusy } = useCall();
  const { reference, currency } = sale;
  const decide = (decision: 'charge' | 'release'): void => {
    void call('decideSale', { reference, decision }, { isMoney: true }).then((answer) => {
      if (answer === undefined) return;
      sayDone(t(`sales.sale.decided.${decision}`));
      onDone();
    });
  };
  return (
    <section className={cx(common['card'], styles['actions'])} data-testid="decide">
      <h2>{t('sales.sale.decide')}</h2>
      <p>{t('sales.sale.decideWhy')}</p>
      <HoldToConfirm
        isMoney
        isBusy={isBusy}
        note={t('sales.sale.releaseNote', { amount: format.money(sale.reservedMinor, currency) })}
        testId="release-hold"
        onConfirm={() => {
          decide('release');
        }}
      >
        {t('sales.sale.releaseNow')}
      </HoldToConfirm>
      <HoldToConfirm
        isMoney
        isBusy={isBusy}
        note={t('sales.sale.chargeNote', { amount: format.money(sale.priceMinor ?? 0, currency) })}
        testId="charge-hold"
        onConfirm={() => {
          decide('charge');
        }}
      >
        {t('sales.sale.chargeNow')}
      </HoldToConfirm>
    </section>
  );
}

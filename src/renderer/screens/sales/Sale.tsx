import type { SaleStory } from '#contract/ipc/topics/sales.ts';
import type { ListedSale } from '#core/sales/sale-query.ts';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useFormat } from '../../format.ts';
import { useSnapshot } from '../../store/kiosk-store.ts';
import type { ScreenProps } from '../../store/screen-names.ts';
import { usePanel } from '../../theme/use-panel.ts';
import { useCall } from '../../touch/use-call.ts';
import { StateMark } from '../../touch/marks.tsx';
import { MoneyBar } from '../../touch/MoneyBar.tsx';
import { DecideSale } from './DecideSale.tsx';
import { GROUP_ROLE } from './group-role.ts';
import { Refund } from './Refund.tsx';
import { Timeline } from './Timeline.tsx';
import { RetrySale } from './RetrySale.tsx';
import common from '../../theme/common.module.css';
import styles from './sales.module.css';
import { cx } from '../../theme/cx.ts';

const READ_EVERY_MS = 1_000;
/** Narrower panels get one column. */
const NARROW_MM = 160;

/** Polls while it is shown: settlement goes on in the background. */
function useStory(reference: string): [SaleStory | undefined, () => void] {
  const { call } = useCall();
  const [story, setStory] = useState<SaleStory>();
  const read = useCallback((): void => {
    void call('getSale', { reference }, { isQuiet: true }).then((found) => {
      if (found !== undefined) setStory(found);
    });
  }, [call, reference]);
  useEffect(() => {
    read();
    const timer = setInterval(read, READ_EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }, [read]);
  return [story, read];
}

/** Grouped in fours, to be read out. */
function Reference({ reference }: { readonly reference: string }): ReactElement {
  const { t } = useTranslation();
  const at = reference.lastIndexOf('-') + 1;
  const groups = reference.slice(at).match(/.{1,4}/g) ?? [];
  return (
    <section className={common['card']} data-testid="reference">
      <h2>{t('sales.sale.reference')}</h2>
      <p className={styles['big-reference']} data-part="big-reference">
        <small>{reference.slice(0, at)}</small>
        {groups.map((group, index) => (
          <span key={String(index)}>{group}</span>
        ))}
      </p>
    </section>
  );
}

interface ActionsProps {
  readonly sale: ListedSale;
  readonly onDone: () => void;
}

/** What this person's role may do with the money of the sale. */
function Actions({ sale, onDone }: ActionsProps): ReactElement | null {
  const { t } = useTranslation();
  const { service, sale: running } = useSnapshot();
  const isOwner = service.session?.role === 'owner';
  if (sale.state === 'held') return <DecideSale sale={sale} onDone={onDone} />;
  const isSettling = sale.state !== 'settled' && sale.reference !== running?.reference;
  if (isSettling) return <RetrySale reference={sale.reference} onDone={onDone} />;
  if (sale.state !== 'settled' || sale.capturedMinor <= sale.refundedMinor) return null;
  if (!isOwner) return <p className={common['card']}>{t('sales.sale.askOwner')}</p>;
  return <Refund key={sale.refundedMinor} sale={sale} onDone={onDone} />;
}

function Money({ sale }: { readonly sale: ListedSale }): ReactElement {
  const { t } = useTranslation();
  return (
    <section className={cx(common['card'], styles['money'])}>
      <MoneyBar
        currency={sale.currency}
        reservedMinor={sale.reservedMinor}
        chargedMinor={sale.capturedMinor}
        releasedMinor={sale.releasedMinor}
        refundedMinor={sale.refundedMinor}
      />
      <p>{t(`sales.sale.customer.${sale.group}`)}</p>
      {sale.drop === undefined ? null : <p>{t(`sales.sale.drop.${sale.drop}`)}</p>}
    </section>
  );
}

/** The story of one sale, for answering a customer on the telephone. */
export function Sale({ params }: ScreenProps): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { widthMm } = usePanel();
  const [story, read] = useStory(params['reference'] ?? '');
  if (story === undefined) return <Screen title={t('sales.sale.title')}>{null}</Screen>;
  const { sale, steps } = story;
  const what = [sale.product, sale.selection].filter((part) => part !== undefined).join(' · ');
  return (
    <Screen
      title={what === '' ? t('sales.sale.title') : what}
      primary={
        <StateMark role={GROUP_ROLE[sale.group]} testId="sale-group">
          {t(`sales.group.${sale.group}`)}
        </StateMark>
      }
    >
      <div className={cx(styles['story'], widthMm < NARROW_MM && styles['narrow'])}>
        <Money sale={sale} />
        <div className={styles['side']}>
          <Actions sale={sale} onDone={read} />
          <Reference reference={sale.reference} />
        </div>
        <section className={cx(common['card'], styles['steps'])}>
          <h2>{format.dateTime(sale.startedAtMs)}</h2>
          {steps.length === 0 ? <p>{t('sales.sale.noSteps')}</p> : null}
          <Timeline steps={steps} currency={sale.currency} />
        </section>
      </div>
    </Screen>
  );
}

import type { SaleStory } from '#contract/ipc/topics/sales.ts';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useFormat } from '../../format.ts';
import { useSnapshot } from '../../store/kiosk-store.ts';
import type { ScreenProps } from '../../store/screen-names.ts';
import { useCall } from '../../touch/call.ts';
import { StateMark } from '../../touch/marks.tsx';
import { MoneyBar } from '../../touch/MoneyBar.tsx';
import { Decide } from './Decide.tsx';
import { GROUP_ROLE } from './group-look.ts';
import { Refund } from './Refund.tsx';
import { Timeline } from './Timeline.tsx';
import './sales.css';

const READ_EVERY_MS = 1_000;

/** Read again while it is looked at: money moves behind the screen. */
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

/** In fours, as it is read aloud. */
function Reference({ reference }: { readonly reference: string }): ReactElement {
  const { t } = useTranslation();
  const at = reference.lastIndexOf('-') + 1;
  const groups = reference.slice(at).match(/.{1,4}/g) ?? [];
  return (
    <section className="card" data-testid="reference">
      <h2>{t('sale.reference')}</h2>
      <p className="big-reference">
        <small>{reference.slice(0, at)}</small>
        {groups.map((group, index) => (
          <span key={String(index)}>{group}</span>
        ))}
      </p>
    </section>
  );
}

/** One sale, told so that a customer on the telephone can be answered. */
export function Sale({ params }: ScreenProps): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { service } = useSnapshot();
  const [story, read] = useStory(params['reference'] ?? '');
  if (story === undefined) return <Screen title={t('sale.title')}>{null}</Screen>;
  const { sale, steps } = story;
  const isOwner = service.session?.role === 'owner';
  const canRefund = sale.state === 'settled' && sale.capturedMinor > sale.refundedMinor;
  const what = [sale.product, sale.selection].filter((part) => part !== undefined).join(' · ');
  return (
    <Screen
      title={what === '' ? t('sale.title') : what}
      primary={
        <StateMark role={GROUP_ROLE[sale.group]} testId="sale-group">
          {t(`sales.group.${sale.group}`)}
        </StateMark>
      }
    >
      <div className="sale-story">
        <div className="sale-column">
          <section className="card">
            <MoneyBar
              currency={sale.currency}
              reservedMinor={sale.reservedMinor}
              chargedMinor={sale.capturedMinor}
              releasedMinor={sale.releasedMinor}
              refundedMinor={sale.refundedMinor}
            />
            <p>{t(`sale.customer.${sale.group}`)}</p>
            {sale.drop === undefined ? null : <p>{t(`sale.drop.${sale.drop}`)}</p>}
          </section>
          <section className="card">
            <h2>{format.dateTime(sale.startedAtMs)}</h2>
            {steps.length === 0 ? <p>{t('sale.noSteps')}</p> : null}
            <Timeline steps={steps} currency={sale.currency} />
          </section>
        </div>
        <div className="sale-column">
          <Reference reference={sale.reference} />
          {sale.state === 'held' ? <Decide sale={sale} onDone={read} /> : null}
          {canRefund && isOwner ? (
            <Refund key={sale.refundedMinor} sale={sale} onDone={read} />
          ) : null}
          {canRefund && !isOwner ? <p className="card">{t('sale.askOwner')}</p> : null}
        </div>
      </div>
    </Screen>
  );
}

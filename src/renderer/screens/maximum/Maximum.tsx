import type { Maximum as MaximumFacts } from '#contract/ipc/topics/maximum.ts';
import type { PricedSlot } from '#core/maximum/maximum.ts';
import { IconCoinOff } from '@tabler/icons-react';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useFormat } from '../../format.ts';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { useToast } from '../../store/toast.ts';
import { ask } from '../../touch/use-call.ts';
import { Choice } from '../../touch/Choice.tsx';
import { EmptyState, StateMark } from '../../touch/marks.tsx';
import { NumberField } from '../../touch/NumberField.tsx';
import { useSettings } from '../settings/use-settings.ts';
import common from '../../theme/common.module.css';
import { cx } from '../../theme/cx.ts';

/** Sales and refills change the amount while the screen is open. */
const POLL_EVERY_MS = 2_000;
const MINOR = 100;
const SHOWN = 6;

function useMaximum(): MaximumFacts | 'unknown' | undefined {
  const [facts, setFacts] = useState<MaximumFacts | 'unknown'>();
  const toastId = useToast((state) => state.toast?.id);
  useEffect(() => {
    let isGone = false;
    const look = (): void => {
      void ask('readMaximum', {}).then((answer) => {
        if (answer.ok && !isGone) setFacts(answer.value ?? 'unknown');
      });
    };
    look();
    const timer = setInterval(look, POLL_EVERY_MS);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [toastId]);
  return facts;
}

interface SlotsProps {
  readonly title: string;
  readonly slots: readonly PricedSlot[];
  readonly testId: string;
}

/** One group of slots, most expensive first. */
function Slots({ title, slots, testId }: SlotsProps): ReactElement | null {
  const { t } = useTranslation();
  const format = useFormat();
  const { currency } = useSnapshot();
  if (slots.length === 0) return null;
  return (
    <section className={cx(common['card'], common['stack'], common['tight'])} data-testid={testId}>
      <p>{title}</p>
      <ul>
        {slots.slice(0, SHOWN).map(({ selection, product, priceMinor }) => (
          <li key={selection}>
            <b>{selection}</b> {product} {format.money(priceMinor, currency)}
          </li>
        ))}
        {slots.length > SHOWN ? (
          <li>{t('maximum.more', { number: slots.length - SHOWN })}</li>
        ) : null}
      </ul>
    </section>
  );
}

/** The slots that set the amount, and what it would be without them. */
function SlotGroups({ facts }: { readonly facts: MaximumFacts }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { currency } = useSnapshot();
  const { without, waiting, outOfReach, aboveCap, capMinor } = facts;
  const cap = format.money(capMinor, currency);
  const less =
    without?.amountMinor === undefined
      ? t('maximum.alone')
      : t('maximum.without', { amount: format.money(without.amountMinor, currency) });
  return (
    <>
      <Slots
        title={`${t('maximum.makers')} ${less}`}
        slots={without?.slots ?? []}
        testId="maximum-makers"
      />
      <Slots title={t('maximum.waiting')} slots={waiting} testId="maximum-waiting" />
      <Slots title={t('maximum.outOfReach')} slots={outOfReach} testId="maximum-out-of-reach" />
      <Slots title={t('maximum.aboveCap', { cap })} slots={aboveCap} testId="maximum-above-cap" />
    </>
  );
}

/** What the next customer is asked to reserve, and the text they read. */
function Amount({ facts }: { readonly facts: MaximumFacts }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { currency } = useSnapshot();
  const { amountMinor, text, capMinor } = facts;
  return (
    <section
      className={cx(common['card'], common['stack'], common['tight'])}
      data-testid="maximum-amount"
    >
      {amountMinor === undefined ? (
        <StateMark role="stopped">{t('maximum.nothing')}</StateMark>
      ) : (
        <>
          <p>{t('maximum.reserved')}</p>
          <p className={common['big-number']}>{format.money(amountMinor, currency)}</p>
        </>
      )}
      {text === undefined ? null : (
        <>
          <p className={common['quiet']}>{t('maximum.reads')}</p>
          <p className={common['card']} data-testid="maximum-text">
            {text}
          </p>
        </>
      )}
      <small className={common['quiet']}>
        {t('maximum.cap', { cap: format.money(capMinor, currency) })}
      </small>
    </section>
  );
}

/** The maximum amount: how much, why, and what the customer reads. */
export function Maximum(): ReactElement {
  const { t } = useTranslation();
  const facts = useMaximum();
  const { currency } = useSnapshot();
  const settings = useSettings();
  if (facts === undefined || facts === 'unknown') {
    return (
      <Screen title={t('maximum.title')}>
        {facts === undefined ? null : (
          <EmptyState icon={<IconCoinOff />} why={t('maximum.unknown')} />
        )}
      </Screen>
    );
  }
  const { maxAmount, amountMinor = 0, capMinor } = facts;
  const isAuto = maxAmount === 'auto';
  const fixed = isAuto ? Math.min(Math.max(amountMinor, MINOR), capMinor) : maxAmount;
  return (
    <Screen title={t('maximum.title')}>
      <div className={common['two-sides']}>
        <div className={common['stack']}>
          <Amount facts={facts} />
          <Choice
            label={t('maximum.how')}
            testId="maximum-how"
            value={isAuto ? 'auto' : 'fixed'}
            options={[
              { value: 'auto', label: t('maximum.auto'), note: t('maximum.autoNote') },
              { value: 'fixed', label: t('maximum.fixed'), note: t('maximum.fixedNote') },
            ]}
            onChange={(how) => {
              settings.set('maxAmount', how === 'auto' ? 'auto' : String(fixed));
            }}
          />
          <NumberField
            label={t('maximum.fixedAmount')}
            value={isAuto ? undefined : Math.round(maxAmount / MINOR)}
            unit={currency === 'EUR' ? '€' : 'kr'}
            min={1}
            max={Math.floor(capMinor / MINOR)}
            why={isAuto ? t('maximum.isAuto') : undefined}
            testId="maximum-fixed"
            onChange={(major) => {
              settings.set('maxAmount', String(major * MINOR));
            }}
          />
        </div>
        <div className={common['stack']}>
          <SlotGroups facts={facts} />
        </div>
      </div>
    </Screen>
  );
}

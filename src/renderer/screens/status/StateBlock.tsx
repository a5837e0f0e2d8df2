import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { stateLook } from '../../frame/state-look.ts';
import { useFormat } from '../../format.ts';
import { StateMark } from '../../touch/marks.tsx';
import styles from './status.module.css';

/** The largest element: the machine's state, why, and what to do about it. */
export function StateBlock({ snapshot }: { readonly snapshot: KioskSnapshot }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const look = stateLook(snapshot);
  const [reason] = snapshot.reasons;
  const amount = snapshot.maxAmountMinor;
  const fault =
    reason === 'machine-fault'
      ? snapshot.machine.faults.find((one) => one.stops === 'machine')
      : undefined;
  return (
    <section
      className={styles['state']}
      data-tone={look.role}
      data-testid="state"
      data-state={snapshot.state}
    >
      <p className={styles['state-word']} data-testid="state-word">
        <StateMark role={look.role}>{t(look.word)}</StateMark>
      </p>
      {snapshot.state === 'notReady' && reason !== undefined ? (
        <p data-testid="reason">
          {fault === undefined
            ? t(`status.reason.${reason}`)
            : t(`fault.${fault.code}`, { slot: fault.selection ?? '–' })}{' '}
          {t('status.customerSafe')}
        </p>
      ) : null}
      {snapshot.state === 'ready' ? (
        <p>
          {t('status.readyWhy')}{' '}
          {amount === undefined
            ? ''
            : t('status.nextCustomer', { amount: format.money(amount, snapshot.currency) })}
        </p>
      ) : null}
    </section>
  );
}

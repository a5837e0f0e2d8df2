import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '../text.ts';

const LOOK = {
  ready: { role: 'ready', icon: '✓', word: 'stateReady' },
  busy: { role: 'selling', icon: '▶', word: 'stateSelling' },
  notReady: { role: 'stopped', icon: '✕', word: 'stateStopped' },
} as const;

/** The biggest thing on the screen: what the machine does, why, and what to do about it. */
export function StateBlock({ snapshot }: { readonly snapshot: KioskSnapshot }): ReactElement {
  const { t, i18n } = useTranslation();
  const look = LOOK[snapshot.state];
  const [reason] = snapshot.reasons;
  const isStopped = snapshot.state === 'notReady' && reason !== undefined;
  const amount = snapshot.maxAmountMinor;
  return (
    <section className={`state ${look.role}`} data-testid="state" data-state={snapshot.state}>
      <p className="state-word" data-testid="state-word">
        <span className="state-icon" aria-hidden="true">
          {look.icon}
        </span>
        {t(look.word)}
      </p>
      {isStopped ? (
        <p className="why" data-testid="reason">
          {t(`reason.${reason}`)} {t('customerSafe')}
        </p>
      ) : null}
      {snapshot.state === 'ready' ? (
        <p className="why">
          {t('readyWhy')}{' '}
          {amount === undefined
            ? ''
            : t('nextCustomer', {
                amount: formatMoney(amount, snapshot.currency, i18n.language),
              })}
        </p>
      ) : null}
    </section>
  );
}

import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format.ts';
import mark from './mark.module.css';

interface MoneyBarProps {
  readonly currency: string;
  /** All amounts in minor units. */
  readonly reservedMinor: number;
  readonly chargedMinor: number;
  readonly releasedMinor: number;
  readonly refundedMinor: number;
}

/** The customer's money: reserved = charged + released + open. */
export function MoneyBar(props: MoneyBarProps): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { reservedMinor, chargedMinor, releasedMinor, refundedMinor, currency } = props;
  const openMinor = Math.max(0, reservedMinor - chargedMinor - releasedMinor);
  const parts = [
    { name: 'charged', minor: chargedMinor - refundedMinor },
    { name: 'refunded', minor: refundedMinor },
    { name: 'released', minor: releasedMinor },
    { name: 'open', minor: openMinor },
  ] as const;
  const shown = parts.filter(({ minor }) => minor > 0);
  return (
    <div className={mark['money-bar']}>
      <p>
        <b>{t('touch.money.reserved', { amount: format.money(reservedMinor, currency) })}</b>
      </p>
      <div className={mark['money-parts']} aria-hidden="true">
        {shown.map(({ name, minor }) => (
          <span key={name} data-money={name} style={{ flexGrow: minor }} />
        ))}
      </div>
      <ul>
        {shown.map(({ name, minor }) => (
          <li key={name}>
            <span className={mark['money-key']} data-money={name} aria-hidden="true" />
            {t(`touch.money.${name}`, { amount: format.money(minor, currency) })}
          </li>
        ))}
      </ul>
    </div>
  );
}

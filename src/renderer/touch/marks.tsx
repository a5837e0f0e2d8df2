import {
  IconArrowRight,
  IconCheck,
  IconCircleDashed,
  IconExclamationMark,
  IconPlayerPlay,
  IconX,
} from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format.ts';

export const ROLES = ['ready', 'selling', 'attention', 'stopped', 'neutral'] as const;
export type Role = (typeof ROLES)[number];

const ICONS: Readonly<Record<Role, ReactElement>> = {
  ready: <IconCheck />,
  selling: <IconPlayerPlay />,
  attention: <IconExclamationMark />,
  stopped: <IconX />,
  neutral: <IconCircleDashed />,
};

interface StateMarkProps {
  readonly role: Role;
  readonly children: ReactNode;
  readonly testId?: string | undefined;
}

/** A state: icon, word and colour, so that colour never carries it alone. */
export function StateMark({ role, children, testId }: StateMarkProps): ReactElement {
  return (
    <span className={`state-mark ${role}`} data-testid={testId}>
      <span className="mark-icon" aria-hidden="true">
        {ICONS[role]}
      </span>
      <span>{children}</span>
    </span>
  );
}

interface OldNewProps {
  readonly label: string;
  readonly old: string;
  readonly new: string;
}

/** What a value was and what it will be. */
export function OldNew({ label, old, new: next }: OldNewProps): ReactElement {
  const { t } = useTranslation();
  return (
    <p className="old-new">
      <span className="quiet">{label}</span>
      <span>{old}</span>
      <IconArrowRight aria-label={t('touch.becomes')} role="img" />
      <b>{next}</b>
    </p>
  );
}

interface EmptyStateProps {
  readonly icon: ReactElement;
  /** Why there is nothing. */
  readonly why: string;
  /** What to do about it. */
  readonly children?: ReactNode;
}

/** A list with nothing in it. */
export function EmptyState({ icon, why, children }: EmptyStateProps): ReactElement {
  return (
    <div className="empty-state">
      <span aria-hidden="true">{icon}</span>
      <p>{why}</p>
      {children}
    </div>
  );
}

interface MoneyBarProps {
  readonly currency: string;
  /** Minor units, all of them. */
  readonly reservedMinor: number;
  readonly chargedMinor: number;
  readonly releasedMinor: number;
  readonly refundedMinor: number;
}

/** Where the customer's money is: reserved = charged + released + what is still open. */
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
    <div className="money-bar">
      <p>
        <b>{t('touch.money.reserved', { amount: format.money(reservedMinor, currency) })}</b>
      </p>
      <div className="money-parts" aria-hidden="true">
        {shown.map(({ name, minor }) => (
          <span key={name} className={`money-${name}`} style={{ flexGrow: minor }} />
        ))}
      </div>
      <ul>
        {shown.map(({ name, minor }) => (
          <li key={name}>
            <span className={`money-key money-${name}`} aria-hidden="true" />
            {t(`touch.money.${name}`, { amount: format.money(minor, currency) })}
          </li>
        ))}
      </ul>
    </div>
  );
}

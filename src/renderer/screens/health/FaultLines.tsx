import type { Fault } from '#core/vend/fault.ts';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { StateMark } from '../../touch/marks.tsx';
import common from '../../theme/common.module.css';
import styles from './health.module.css';

interface FaultLinesProps {
  readonly faults: readonly Fault[];
  /** What the technician can do about a fault. */
  readonly action?: (fault: Fault) => ReactNode;
}

/** Each fault in words, how often and since when; its code follows in small type. */
export function FaultLines({ faults, action }: FaultLinesProps): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className={styles['fault-lines']}>
      {faults.map((fault) => (
        <li key={fault.id} className={common['card']} data-testid={`fault-${fault.code}`}>
          <div>
            <StateMark role={fault.stops === 'nothing' ? 'attention' : 'stopped'}>
              {t(`fault.${fault.code}`, { slot: fault.selection ?? fault.item ?? '–' })}
            </StateMark>
            <small className={common['quiet']}>
              {t('fault.since', { time: format.dateTime(fault.raisedAtMs) })} ·{' '}
              {t('fault.times', { count: fault.times })} · {fault.eva}
            </small>
          </div>
          {action?.(fault)}
        </li>
      ))}
    </ul>
  );
}

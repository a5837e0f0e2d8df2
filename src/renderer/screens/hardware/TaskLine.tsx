import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { MachineOrder } from '#core/vend/machine-order.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { StateMark, type Role } from '../../touch/marks.tsx';
import common from '../../theme/common.module.css';
import styles from './hardware.module.css';
import { cx } from '../../theme/cx.ts';

const ROLE = {
  done: 'ready',
  'found-fault': 'stopped',
  'no-answer': 'attention',
} as const satisfies Record<string, Role>;

function slotOf(snapshot: KioskSnapshot, item: number | undefined): string {
  return snapshot.slots.find((slot) => slot.item === item)?.selection ?? String(item ?? '');
}

interface TaskLineProps {
  /** The orders that this screen can give. */
  readonly about: readonly MachineOrder['kind'][];
}

/** The running order, or the result of the last one. Always takes its line, so that nothing moves. */
export function TaskLine({ about }: TaskLineProps): ReactElement {
  const { t } = useTranslation();
  const snapshot = useSnapshot();
  const { task, lastTask } = snapshot.machine;
  if (task?.order === 'scanMotors') {
    return (
      <p className={styles['task-line']} role="status" data-testid="task">
        <StateMark role="selling">
          {t('health.scanning', { done: task.done + 1, total: task.total })}
        </StateMark>
      </p>
    );
  }
  if (task !== undefined) {
    return (
      <p className={styles['task-line']} role="status" data-testid="task">
        <StateMark role="selling">{t('health.working')}</StateMark>
      </p>
    );
  }
  if (lastTask === undefined || !about.includes(lastTask.order))
    return <p className={cx(styles['task-line'], common['quiet'])}>{t('health.notYet')}</p>;
  const what = t(`health.task.${lastTask.order}`, { slot: slotOf(snapshot, lastTask.item) });
  return (
    <p
      className={styles['task-line']}
      role="status"
      data-testid="last-task"
      data-outcome={lastTask.outcome}
    >
      <StateMark role={ROLE[lastTask.outcome]}>
        {t(`health.result.${lastTask.outcome}`, { what: what.trim() })}
      </StateMark>
    </p>
  );
}

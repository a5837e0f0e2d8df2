import type { Fault } from '#core/vend/fault.ts';
import type { TestVend } from '#core/store/health-store.ts';
import { IconCircleCheck, IconEngine } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { Screen } from '../../frame/Screen.tsx';
import { EmptyState, StateMark } from '../../touch/marks.tsx';
import { usePolledAnswer } from '../../touch/use-polled-answer.ts';
import common from '../../theme/common.module.css';
import { cx } from '../../theme/cx.ts';
import styles from './diagnostics.module.css';

const NEWEST = { limit: 100 };
const READ_EVERY_MS = 10_000;

function PastFault({ fault }: { readonly fault: Fault }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const ended = fault.clearedAtMs ?? fault.raisedAtMs;
  return (
    <li className={cx(common['card'], styles['line'])} data-testid={`past-${fault.code}`}>
      <b>{t(`fault.${fault.code}`, { slot: fault.selection ?? fault.item ?? '–' })}</b>
      <small className={common['quiet']}>
        {t('diagnostics.until', {
          from: format.dateTime(fault.raisedAtMs),
          to: format.dateTime(ended),
        })}{' '}
        · {t('fault.times', { count: fault.times })} · {fault.eva}
      </small>
    </li>
  );
}

function TestLine({ test }: { readonly test: TestVend }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li className={cx(common['card'], styles['line'])}>
      <StateMark role={test.outcome === 'dropped' ? 'ready' : 'stopped'}>
        {t(`diagnostics.test.${test.outcome}`, { slot: test.selection })}
      </StateMark>
      <small className={common['quiet']}>{format.dateTime(test.atMs)}</small>
    </li>
  );
}

/** Cleared faults, and vends without a payment. */
export function History(): ReactElement {
  const { t } = useTranslation();
  const faults = usePolledAnswer('listPastFaults', NEWEST, READ_EVERY_MS);
  const tests = usePolledAnswer('listTestVends', NEWEST, READ_EVERY_MS);
  return (
    <Screen title={t('diagnostics.past')}>
      <div className={common['stack']}>
        <section className={common['stack']}>
          <h2>{t('diagnostics.pastFaults')}</h2>
          {faults?.length === 0 ? (
            <EmptyState icon={<IconCircleCheck />} why={t('diagnostics.pastNone')} />
          ) : (
            <ul className={styles['lines']}>
              {faults?.map((fault) => (
                <PastFault key={fault.id} fault={fault} />
              ))}
            </ul>
          )}
        </section>
        <section className={common['stack']} data-testid="test-vends">
          <h2>{t('diagnostics.testVends', { count: tests?.count ?? 0 })}</h2>
          {tests?.count === 0 ? (
            <EmptyState icon={<IconEngine />} why={t('diagnostics.testNone')} />
          ) : (
            <ul className={styles['lines']}>
              {tests?.tests.map((test) => (
                <TestLine key={test.id} test={test} />
              ))}
            </ul>
          )}
        </section>
      </div>
    </Screen>
  );
}

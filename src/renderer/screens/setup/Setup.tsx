import type { SetupStepView } from '#core/setup/setup.ts';
import { IconArrowRight, IconChevronRight } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useFormat } from '../../format.ts';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { useCall } from '../../touch/use-call.ts';
import { StateMark, type Role } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { needsMachine, openStep, useSetup } from './use-setup.ts';
import common from '../../theme/common.module.css';
import styles from './setup.module.css';
import { cx } from '../../theme/cx.ts';

function roleOf({ result }: SetupStepView): Role {
  if (result === undefined) return 'neutral';
  return result.isFine ? 'ready' : 'attention';
}

interface StepLineProps {
  readonly view: SetupStepView;
  readonly number: number;
  readonly isEnrolled: boolean;
}

function StepLine({ view, number, isEnrolled }: StepLineProps): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { step, result } = view;
  const state = result === undefined ? 'open' : result.isFine ? 'done' : 'failed';
  return (
    <li>
      <TouchButton
        isWide
        icon={<IconChevronRight aria-hidden="true" />}
        why={needsMachine(step) && !isEnrolled ? t('setup.enrolFirst') : undefined}
        note={
          result === undefined
            ? t(`setup.about.${step}`)
            : t('setup.doneBy', { name: result.by, time: format.dateTime(result.atMs) })
        }
        testId={`setup-${step}`}
        opens="setupStep"
        onPress={() => {
          openStep(step);
        }}
      >
        <span className={styles['line']}>
          {t('setup.numbered', { number, name: t(`setup.step.${step}`) })}
          <StateMark role={roleOf(view)} testId={`setup-${step}-state`}>
            {t(`setup.state.${state}`)}
          </StateMark>
        </span>
      </TouchButton>
    </li>
  );
}

/** Says that the machine does not sell before set-up is finished; an owner can lift that. */
function HoldCard(): ReactElement | null {
  const { t } = useTranslation();
  const { setUpHold, service } = useSnapshot();
  const { call, isBusy } = useCall();
  if (setUpHold === undefined) return null;
  const isHeld = setUpHold === 'held';
  return (
    <div
      className={cx(common['card'], styles['hold'])}
      data-testid="setup-hold"
      data-state={setUpHold}
    >
      <StateMark role={isHeld ? 'stopped' : 'attention'}>{t(`setup.hold.${setUpHold}`)}</StateMark>
      {isHeld ? (
        <TouchButton
          isBusy={isBusy}
          why={service.session?.role === 'owner' ? undefined : t('setup.hold.ownerOnly')}
          testId="setup-sell-without"
          onPress={() => {
            void call('sellWithoutSetup', {});
          }}
        >
          {t('setup.hold.sellWithout')}
        </TouchButton>
      ) : null}
    </div>
  );
}

/** The steps of the set-up: which are done, and which is next. */
export function Setup(): ReactElement {
  const { t } = useTranslation();
  const setup = useSetup();
  const next = setup?.next;
  return (
    <Screen
      title={t('setup.title')}
      primary={
        next === undefined ? undefined : (
          <TouchButton
            look="primary"
            icon={<IconArrowRight />}
            testId="setup-next"
            onPress={() => {
              openStep(next);
            }}
          >
            {t('setup.next', { name: t(`setup.step.${next}`) })}
          </TouchButton>
        )
      }
    >
      {setup === undefined ? null : (
        <>
          <p className={styles['how']}>
            {next === undefined ? t('setup.allDone') : t('setup.how')}
          </p>
          <HoldCard />
          <ul className={styles['list']}>
            {setup.steps.map((view, index) => (
              <StepLine
                key={view.step}
                view={view}
                number={index + 1}
                isEnrolled={setup.machineId !== undefined}
              />
            ))}
          </ul>
        </>
      )}
    </Screen>
  );
}

import { SETUP_STEPS, type NotedStep, type SetupStep } from '#core/setup/setup.ts';
import { IconArrowRight } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useCall } from '../../touch/use-call.ts';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { openAfter } from './use-setup.ts';
import styles from './setup.module.css';

interface StepFrameProps {
  readonly step: SetupStep;
  readonly primary: ReactElement;
  readonly children: ReactNode;
}

/** One step: its number and name, the one thing that goes on from it, and what is chosen there. */
export function StepFrame({ step, primary, children }: StepFrameProps): ReactElement {
  const { t } = useTranslation();
  const number = SETUP_STEPS.indexOf(step) + 1;
  return (
    <Screen
      title={t('setup.numbered', { number, name: t(`setup.step.${step}`) })}
      primary={primary}
    >
      <div className={styles['body']}>
        <p>{t(`setup.about.${step}`)}</p>
        {children}
      </div>
    </Screen>
  );
}

interface GoOnProps {
  readonly onPress: () => void;
  readonly isBusy?: boolean | undefined;
  readonly why?: string | undefined;
}

/** To the next step. */
export function GoOn({ onPress, isBusy, why }: GoOnProps): ReactElement {
  const { t } = useTranslation();
  return (
    <TouchButton
      look="primary"
      icon={<IconArrowRight />}
      isBusy={isBusy}
      why={why}
      testId="setup-go-on"
      onPress={onPress}
    >
      {t('setup.goOn')}
    </TouchButton>
  );
}

/** Goes on from a step once main has seen that it is done. */
export function NoteAndGoOn({ step }: { readonly step: NotedStep }): ReactElement {
  const { call, isBusy } = useCall();
  return (
    <GoOn
      isBusy={isBusy}
      onPress={() => {
        void call('noteSetupStep', { step }).then((noted) => {
          if (noted !== undefined) openAfter(step);
        });
      }}
    />
  );
}

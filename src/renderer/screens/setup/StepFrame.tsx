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

/** Layout of a step: number and title, the button to the next step, and the choices. */
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

interface NextButtonProps {
  readonly onPress: () => void;
  readonly isBusy?: boolean | undefined;
  readonly why?: string | undefined;
}

/** The button to the next step. */
export function NextButton({ onPress, isBusy, why }: NextButtonProps): ReactElement {
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

/** Goes to the next step once main confirms that this one is done. */
export function ConfirmStepButton({ step }: { readonly step: NotedStep }): ReactElement {
  const { call, isBusy } = useCall();
  return (
    <NextButton
      isBusy={isBusy}
      onPress={() => {
        void call('noteSetupStep', { step }).then((noted) => {
          if (noted !== undefined) openAfter(step);
        });
      }}
    />
  );
}

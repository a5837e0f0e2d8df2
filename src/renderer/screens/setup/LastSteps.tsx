import { IconUsb } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { sayDone } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';
import { Choice } from '../../touch/Choice.tsx';
import { StateMark } from '../../touch/marks.tsx';
import { NumberField } from '../../touch/NumberField.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { useUsbStick } from '../usb/use-usb-stick.ts';
import { useSettings } from '../settings/use-settings.ts';
import { ConfirmStepButton, StepFrame } from './StepFrame.tsx';
import { useSetup } from './use-setup.ts';

const MINOR = 100;
const MOST = 2_000;
const FIRST_FIXED = 50;

/** Set-up step: the maximum amount. */
export function MaximumStep(): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const settings = useSettings();
  const { maxAmountMinor, currency } = useSnapshot();
  const text = settings.textOf('maxAmount');
  const isAuto = text === 'auto';
  const usual = maxAmountMinor ?? FIRST_FIXED * MINOR;
  return (
    <StepFrame step="maximum" primary={<ConfirmStepButton step="maximum" />}>
      <Choice
        label={t('setup.step.maximum')}
        isLabelHidden
        value={isAuto ? 'auto' : 'fixed'}
        testId="setup-maximum"
        options={[
          { value: 'auto', label: t('setup.maximumAuto'), note: t('setup.maximumAutoNote') },
          { value: 'fixed', label: t('setup.maximumFixed'), note: t('setup.maximumFixedNote') },
        ]}
        onChange={(value) => {
          if (value === 'auto' || isAuto) {
            settings.set('maxAmount', value === 'auto' ? 'auto' : String(usual));
          }
        }}
      />
      <NumberField
        label={t('setup.maximumAmount')}
        value={isAuto || text === '' ? undefined : Math.round(Number(text) / MINOR)}
        unit={currency}
        min={1}
        max={MOST}
        why={isAuto ? t('setup.maximumIsAuto') : undefined}
        testId="setup-amount"
        onChange={(amount) => {
          settings.set('maxAmount', String(amount * MINOR));
        }}
      />
      <StateMark role={maxAmountMinor === undefined ? 'attention' : 'ready'}>
        {maxAmountMinor === undefined
          ? t('setup.noMaximum')
          : t('status.nextCustomer', { amount: format.money(maxAmountMinor, currency) })}
      </StateMark>
    </StepFrame>
  );
}

/** Set-up step: saves the report of all checks to a stick. */
export function ReportStep(): ReactElement {
  const { t } = useTranslation();
  const setup = useSetup();
  const { call, isBusy } = useCall();
  const findStick = useUsbStick();
  const [files, setFiles] = useState<readonly string[]>([]);
  const open = (setup?.steps ?? []).filter(
    ({ step, result }) => step !== 'report' && result?.isFine !== true,
  );
  const save = async (): Promise<void> => {
    const stick = await findStick();
    if (stick === undefined) return;
    const done = await call('saveSetupReport', { stickId: stick.id });
    if (done === undefined) return;
    setFiles(done.files);
    sayDone(t('setup.saved', { files: done.files.join(', '), stick: stick.name }));
  };
  return (
    <StepFrame
      step="report"
      primary={
        <TouchButton
          look="primary"
          icon={<IconUsb />}
          isBusy={isBusy}
          testId="setup-save"
          onPress={() => void save()}
        >
          {t('setup.save')}
        </TouchButton>
      }
    >
      {open.length === 0 ? (
        <StateMark role="ready">{t('setup.allChecked')}</StateMark>
      ) : (
        <>
          <StateMark role="attention">{t('setup.stillOpen', { count: open.length })}</StateMark>
          <ul>
            {open.map(({ step }) => (
              <li key={step}>{t(`setup.step.${step}`)}</li>
            ))}
          </ul>
        </>
      )}
      <ul data-testid="setup-files">
        {files.map((file) => (
          <li key={file}>{file}</li>
        ))}
      </ul>
    </StepFrame>
  );
}

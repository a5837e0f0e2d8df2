import { IconKey } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { sayDone } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';
import { StateMark } from '../../touch/marks.tsx';
import { TextField } from '../../touch/TextField.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { NextButton, StepFrame } from './StepFrame.tsx';
import { openAfter, useSetup } from './use-setup.ts';

/** Set-up step: enrols this kiosk at the relay with a one-time code. */
export function RelayStep(): ReactElement {
  const { t } = useTranslation();
  const setup = useSetup();
  const { service } = useSnapshot();
  const { call, isBusy } = useCall();
  const [code, setCode] = useState('');
  const machineId = setup?.machineId;
  const isOwner = service.session?.role === 'owner';
  const whyNot = (): string | undefined => {
    if (!isOwner) return t('setup.ownerOnly');
    if (setup?.relayUrl === undefined || setup.machine === undefined) return t('setup.before');
    return code === '' ? t('setup.codeFirst') : undefined;
  };
  const enrol = (): void => {
    void call('enrolMachine', { code }).then((done) => {
      if (done === undefined) return;
      setCode('');
      sayDone(t('setup.enrolled', { machine: done.machineId }));
    });
  };
  return (
    <StepFrame
      step="relay"
      primary={
        machineId !== undefined && code === '' ? (
          <NextButton
            onPress={() => {
              openAfter('relay');
            }}
          />
        ) : (
          <TouchButton
            look="primary"
            icon={<IconKey />}
            isBusy={isBusy}
            why={whyNot()}
            testId="setup-enrol"
            onPress={enrol}
          >
            {t('setup.enrol')}
          </TouchButton>
        )
      }
    >
      {machineId === undefined ? null : (
        <p data-testid="setup-enrolled">
          <StateMark role="ready">
            {t('setup.isMachine', { machine: machineId, relay: setup?.relayUrl ?? '' })}
          </StateMark>
        </p>
      )}
      <TextField
        label={t('setup.code')}
        value={code}
        maxLength={12}
        isPlain
        placeholder={t('setup.codeWhere')}
        testId="setup-code"
        onChange={setCode}
      />
    </StepFrame>
  );
}

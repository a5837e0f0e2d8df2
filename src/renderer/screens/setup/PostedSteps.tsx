import type { SheetState } from '#core/kiosk/sheet-state.ts';
import { IconQrcode } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { open } from '../../store/navigation.ts';
import { StateMark, type Role } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { VerifyQr } from '../sheet/VerifyQr.tsx';
import { ConfirmStepButton, StepFrame } from './StepFrame.tsx';

const ROLES: Readonly<Record<SheetState, Role>> = {
  unprinted: 'attention',
  current: 'ready',
  outdated: 'attention',
};

/** Set-up step: print and post the sheet with the QR. */
export function SheetStep(): ReactElement {
  const { t } = useTranslation();
  const { sheet } = useSnapshot();
  return (
    <StepFrame step="sheet" primary={<ConfirmStepButton step="sheet" />}>
      <StateMark role={ROLES[sheet]} testId="setup-posted">
        {t(`sheet.${sheet}`)}
      </StateMark>
      <TouchButton
        icon={<IconQrcode aria-hidden="true" />}
        note={t('setup.sheetBack')}
        testId="setup-open-sheet"
        opens="sheet"
        onPress={() => {
          open('sheet');
        }}
      >
        {t('setup.openSheet')}
      </TouchButton>
    </StepFrame>
  );
}

/** Set-up step: scan the posted QR to verify that it is this machine's. */
export function VerifyQrStep(): ReactElement {
  return (
    <StepFrame step="proof" primary={<ConfirmStepButton step="proof" />}>
      <VerifyQr />
    </StepFrame>
  );
}

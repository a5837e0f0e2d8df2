import type { SheetState } from '#core/kiosk/sheet-state.ts';
import { IconQrcode } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { open } from '../../store/navigation.ts';
import { StateMark, type Role } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { QrCheck } from '../sheet/QrCheck.tsx';
import { NoteAndGoOn, StepFrame } from './StepFrame.tsx';

const ROLES: Readonly<Record<SheetState, Role>> = {
  unprinted: 'attention',
  current: 'ready',
  outdated: 'attention',
};

/** The sheet with the QR, printed and hung on the machine. */
export function SheetStep(): ReactElement {
  const { t } = useTranslation();
  const { sheet } = useSnapshot();
  return (
    <StepFrame step="sheet" primary={<NoteAndGoOn step="sheet" />}>
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

/** Whether the sticker that hangs there is this machine's. */
export function ProofStep(): ReactElement {
  return (
    <StepFrame step="proof" primary={<NoteAndGoOn step="proof" />}>
      <QrCheck />
    </StepFrame>
  );
}

import { IconKeyboard } from '@tabler/icons-react';
import { useCallback, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { StateMark } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { NewSlotForm } from '../slots/NewSlot.tsx';
import { FilesOnSticks, type ChosenFile } from '../products/ChooseFile.tsx';
import { ImportPreview } from '../products/ImportPreview.tsx';
import { ConfirmStepButton, StepFrame } from './StepFrame.tsx';

/** Set-up step: products from a list on a stick, or typed slot by slot. */
export function ProductsStep(): ReactElement {
  const { t } = useTranslation();
  const { slots } = useSnapshot();
  const [doing, setDoing] = useState<ChosenFile | 'typing'>();
  const end = useCallback(() => {
    setDoing(undefined);
  }, []);
  if (doing === 'typing') return <NewSlotForm onEnd={end} />;
  if (doing !== undefined) return <ImportPreview file={doing} onEnd={end} />;
  return (
    <StepFrame step="products" primary={<ConfirmStepButton step="products" />}>
      <StateMark role={slots.length === 0 ? 'attention' : 'ready'} testId="setup-slots">
        {t('setup.slots', { count: slots.length })}
      </StateMark>
      <TouchButton
        isWide
        icon={<IconKeyboard />}
        note={t('setup.typeInNote')}
        testId="setup-type-in"
        onPress={() => {
          setDoing('typing');
        }}
      >
        {t('setup.typeIn')}
      </TouchButton>
      <FilesOnSticks onChoose={setDoing} />
    </StepFrame>
  );
}

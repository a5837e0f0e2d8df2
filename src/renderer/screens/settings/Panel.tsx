import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Screen } from '../../frame/Screen.tsx';
import { open } from '../../store/navigation.ts';
import { usePanel } from '../../theme/use-panel.ts';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { BankCard } from './BankCard.tsx';
import { useSettings } from './use-settings.ts';

/** Measures the panel with a bank card. */
export function Panel(): ReactElement {
  const { t } = useTranslation();
  const settings = useSettings();
  const { pixelsPerMm } = usePanel();
  const [draft, setDraft] = useState(pixelsPerMm);
  const save = (text: string): void => {
    settings.set('panel', text);
    open('settings');
  };
  return (
    <Screen
      title={t('settings.name.panel')}
      primary={
        <TouchButton
          look="primary"
          icon={<IconCheck />}
          testId="panel-save"
          onPress={() => {
            save(draft.toFixed(2));
          }}
        >
          {t('settings.panelSave')}
        </TouchButton>
      }
    >
      <BankCard
        pixelsPerMm={draft}
        onChange={setDraft}
        onEstimate={() => {
          save('auto');
        }}
      />
    </Screen>
  );
}

import { LANGUAGES } from '#core/base/language.ts';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGE_NAMES } from '../../frame/language-names.ts';
import { setLanguage } from '../../store/screen-settings.ts';
import { usePanel } from '../../theme/use-panel.ts';
import { Choice } from '../../touch/Choice.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { BankCard } from '../settings/BankCard.tsx';
import { useSettings } from '../settings/use-settings.ts';
import { ConfirmStepButton, StepFrame } from './StepFrame.tsx';

/** Set-up step: the language of the screen while nobody is signed in. */
export function LanguageStep(): ReactElement {
  const { t } = useTranslation();
  const settings = useSettings();
  const chosen = LANGUAGES.find((one) => one === settings.textOf('language'));
  return (
    <StepFrame step="language" primary={<ConfirmStepButton step="language" />}>
      <Choice
        label={t('settings.name.language')}
        isLabelHidden
        value={chosen}
        testId="setup-language"
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        onChange={(language) => {
          settings.set('language', language);
          setLanguage(language);
        }}
      />
    </StepFrame>
  );
}

const PRESETS = ['auto', '7in', '10.1in', '15.6in'] as const;

/** Set-up step: the size of the panel, chosen or measured. */
export function PanelStep(): ReactElement {
  const { t } = useTranslation();
  const settings = useSettings();
  const { pixelsPerMm } = usePanel();
  const [draft, setDraft] = useState<number>();
  const text = settings.textOf('panel');
  return (
    <StepFrame step="panel" primary={<ConfirmStepButton step="panel" />}>
      <Choice
        label={t('settings.name.panel')}
        isLabelHidden
        value={PRESETS.find((one) => one === text)}
        testId="setup-panel"
        options={PRESETS.map((value) => ({
          value,
          label: value === 'auto' ? t('settings.panelAuto') : value.replace('in', '″'),
        }))}
        onChange={(preset) => {
          setDraft(undefined);
          settings.set('panel', preset);
        }}
      />
      <div>
        <BankCard pixelsPerMm={draft ?? pixelsPerMm} onChange={setDraft} />
      </div>
      <TouchButton
        why={draft === undefined ? t('setup.cardUntouched') : undefined}
        testId="setup-card-fits"
        onPress={() => {
          if (draft !== undefined) settings.set('panel', draft.toFixed(2));
          setDraft(undefined);
        }}
      >
        {t('settings.panelSave')}
      </TouchButton>
    </StepFrame>
  );
}

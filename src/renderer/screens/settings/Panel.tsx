import { IconCheck, IconMinus, IconPlus, IconRefresh } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { open } from '../../store/navigation.ts';
import { usePanel } from '../../theme/use-panel.ts';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { useSettings } from './use-settings.ts';
import './settings.css';

/** ISO/IEC 7810 ID-1, the long edge of every bank card. */
const CARD_MM = 85.6;
const STEPS = { least: 2, most: 20, coarse: 0.25, fine: 0.02 } as const;

/** The panel is measured with what everybody carries: a bank card held against the glass. */
export function Panel(): ReactElement {
  const { t } = useTranslation();
  const settings = useSettings();
  const { pixelsPerMm } = usePanel();
  const [draft, setDraft] = useState(pixelsPerMm);
  const move = (by: number): void => {
    setDraft((density) => Math.min(STEPS.most, Math.max(STEPS.least, density + by)));
  };
  const step = (by: number, label: string, testId: string): ReactElement => (
    <TouchButton
      icon={by < 0 ? <IconMinus /> : <IconPlus />}
      testId={testId}
      onPress={() => {
        move(by);
      }}
    >
      {label}
    </TouchButton>
  );
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
      <p>{t('settings.panelHow')}</p>
      <div
        className="bank-card"
        role="img"
        aria-label={t('settings.panelCard')}
        data-testid="bank-card"
        style={{ width: `${String(CARD_MM * draft)}px` }}
      />
      <div className="settings-keys">
        {step(-STEPS.coarse, t('settings.panelMuchSmaller'), 'panel-less')}
        {step(-STEPS.fine, t('settings.panelSmaller'), 'panel-bit-less')}
        {step(STEPS.fine, t('settings.panelBigger'), 'panel-bit-more')}
        {step(STEPS.coarse, t('settings.panelMuchBigger'), 'panel-more')}
        <TouchButton
          icon={<IconRefresh />}
          testId="panel-auto"
          onPress={() => {
            save('auto');
          }}
        >
          {t('settings.panelAuto')}
        </TouchButton>
      </div>
    </Screen>
  );
}

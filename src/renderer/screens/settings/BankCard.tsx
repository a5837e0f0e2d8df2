import { IconMinus, IconPlus, IconRefresh } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { TouchButton } from '../../touch/TouchButton.tsx';
import common from '../../theme/common.module.css';
import styles from './settings.module.css';

/** ISO/IEC 7810 ID-1: the long edge of a bank card. */
const CARD_MM = 85.6;
const STEPS = { least: 2, most: 20, coarse: 0.25, fine: 0.02 } as const;

interface BankCardProps {
  /** The current scale of the outline. */
  readonly pixelsPerMm: number;
  readonly onChange: (pixelsPerMm: number) => void;
  /** Goes back to the estimated size; absent where the screen already offers that. */
  readonly onEstimate?: (() => void) | undefined;
}

/** Outline of a bank card: the person adjusts it to a real card held against the screen. */
export function BankCard({ pixelsPerMm, onChange, onEstimate }: BankCardProps): ReactElement {
  const { t } = useTranslation();
  const step = (by: number, label: string, testId: string): ReactElement => (
    <TouchButton
      icon={by < 0 ? <IconMinus /> : <IconPlus />}
      testId={testId}
      onPress={() => {
        onChange(Math.min(STEPS.most, Math.max(STEPS.least, pixelsPerMm + by)));
      }}
    >
      {label}
    </TouchButton>
  );
  return (
    <>
      <p>{t('settings.panelHow')}</p>
      <div
        className={styles['bank-card']}
        role="img"
        aria-label={t('settings.panelCard')}
        data-testid="bank-card"
        style={{ width: `${String(CARD_MM * pixelsPerMm)}px` }}
      />
      <div className={common['keys']}>
        {step(-STEPS.coarse, t('settings.panelMuchSmaller'), 'panel-less')}
        {step(-STEPS.fine, t('settings.panelSmaller'), 'panel-bit-less')}
        {step(STEPS.fine, t('settings.panelBigger'), 'panel-bit-more')}
        {step(STEPS.coarse, t('settings.panelMuchBigger'), 'panel-more')}
        {onEstimate === undefined ? null : (
          <TouchButton icon={<IconRefresh />} testId="panel-auto" onPress={onEstimate}>
            {t('settings.panelAuto')}
          </TouchButton>
        )}
      </div>
    </>
  );
}

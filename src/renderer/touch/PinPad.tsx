import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { usePanel } from '../theme/use-panel.ts';
import { NumericKeypad } from './NumericKeypad.tsx';
import overlay from './overlay.module.css';
import { cx } from '../theme/cx.ts';

const PIN_LENGTH = 6;
/** On a lower panel the digits take two rows. */
const LOW_MM = 125;

interface PinPadProps {
  readonly label: string;
  readonly testId: string;
  /** Called after six digits; the pad is empty again. */
  readonly onPin: (pin: string) => void;
  /** What was wrong with the last PIN. */
  readonly says?: string | undefined;
}

/** Six digits, shown only as dots. */
export function PinPad({ label, testId, onPin, says }: PinPadProps): ReactElement {
  const { t } = useTranslation();
  const { heightMm, widthMm } = usePanel();
  const [pin, setPin] = useState('');
  const isLow = heightMm < LOW_MM && widthMm > heightMm;
  const type = (digit: string): void => {
    const next = pin + digit;
    setPin(next.length === PIN_LENGTH ? '' : next);
    if (next.length === PIN_LENGTH) onPin(next);
  };
  return (
    <div className={overlay['pin-pad']} data-field="pin" data-testid={testId}>
      <p className={overlay['pin-label']}>{label}</p>
      <div
        className={overlay['dots']}
        role="img"
        aria-label={t('touch.pinDigits', { count: pin.length })}
      >
        {Array.from({ length: PIN_LENGTH }, (_, index) => (
          <span key={index} className={cx(overlay['dot'], index < pin.length && overlay['on'])} />
        ))}
      </div>
      <p className={overlay['pin-says']} data-part="pin-says" role="status" data-testid="pin-says">
        {says ?? ''}
      </p>
      <NumericKeypad
        onKey={type}
        columns={isLow ? 6 : 3}
        onDelete={() => {
          setPin(pin.slice(0, -1));
        }}
      />
    </div>
  );
}

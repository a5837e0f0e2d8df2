import { IconMinus, IconPlus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Key } from './Key.tsx';
import target from './target.module.css';

export interface StepperProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
  readonly testId?: string | undefined;
}

/** Minus and plus buttons around a number. */
export function Stepper({ label, value, min, max, onChange, testId }: StepperProps): ReactElement {
  const { t } = useTranslation();
  return (
    <div
      className={target['stepper']}
      role="group"
      aria-label={label}
      data-field="stepper"
      data-testid={testId}
    >
      <Key
        label={t('touch.less', { label })}
        testId={testId === undefined ? undefined : `${testId}-less`}
        isOff={value <= min}
        onPress={() => {
          onChange(value - 1);
        }}
      >
        <IconMinus />
      </Key>
      <output aria-live="polite">{value}</output>
      <Key
        label={t('touch.more', { label })}
        testId={testId === undefined ? undefined : `${testId}-more`}
        isOff={value >= max}
        onPress={() => {
          onChange(value + 1);
        }}
      >
        <IconPlus />
      </Key>
    </div>
  );
}

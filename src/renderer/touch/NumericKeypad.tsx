import { IconBackspace } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Key } from './Key.tsx';
import target from './target.module.css';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

interface NumericKeypadProps {
  readonly onKey: (digit: string) => void;
  /** An extra key beside the zero, such as the decimal comma. */
  readonly extra?: string | undefined;
  /** Without it there is no delete key. */
  readonly onDelete?: (() => void) | undefined;
  /** Three as on a telephone; more on a low panel. */
  readonly columns?: 3 | 4 | 6 | undefined;
}

/** Digits, large enough for gloves. */
export function NumericKeypad({
  onKey,
  extra,
  onDelete,
  columns = 3,
}: NumericKeypadProps): ReactElement {
  const { t } = useTranslation();
  const key = (digit: string): ReactElement => (
    <Key
      key={digit}
      testId={`key-${digit}`}
      onPress={() => {
        onKey(digit);
      }}
    >
      {digit}
    </Key>
  );
  return (
    <div
      className={target['keypad']}
      data-part="keypad"
      data-columns={columns}
      role="group"
      aria-label={t('touch.keypad')}
    >
      {KEYS.map(key)}
      {extra === undefined ? null : key(extra)}
      {extra === undefined && columns === 3 ? <span /> : null}
      {key('0')}
      {onDelete === undefined ? null : (
        <Key label={t('touch.delete')} testId="key-delete" onPress={onDelete}>
          <IconBackspace />
        </Key>
      )}
    </div>
  );
}

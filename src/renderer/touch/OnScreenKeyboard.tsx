import { IconArrowBigUp, IconChevronLeft, IconChevronRight, IconSpace } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useScreenSettings } from '../store/screen-settings.ts';
import { usePanel } from '../theme/use-panel.ts';
import { Key } from './Key.tsx';
import { DIGITS, keyboardShape, keyPages, LETTER_ROWS, SYMBOLS } from './key-layouts.ts';
import target from './target.module.css';
import { cx } from '../theme/cx.ts';

interface KeyboardProps {
  readonly onKey: (key: string) => void;
  /** Starts in lower case: for an address or a code. */
  readonly isPlain?: boolean | undefined;
}

interface LettersProps extends KeyboardProps {
  readonly letters: string;
  readonly isShifted: boolean;
}

function Letters({ letters, isShifted, onKey }: LettersProps): ReactElement {
  return (
    <>
      {Array.from(letters).map((letter) => {
        const shown = isShifted ? letter.toUpperCase() : letter;
        return (
          <Key
            key={letter}
            testId={`key-${letter}`}
            onPress={() => {
              onKey(shown);
            }}
          >
            {shown}
          </Key>
        );
      })}
    </>
  );
}

function symbolRows(): readonly string[] {
  const third = Math.ceil(SYMBOLS.length / 3);
  return [0, 1, 2].map((row) => SYMBOLS.slice(row * third, (row + 1) * third));
}

/** The keyboard of the screen's language, or pages of the alphabet where its rows do not fit. */
export function OnScreenKeyboard({ onKey, isPlain = false }: KeyboardProps): ReactElement {
  const { t } = useTranslation();
  const language = useScreenSettings((state) => state.language);
  const isGloved = useScreenSettings((state) => state.isGloved);
  const { widthMm, heightMm } = usePanel();
  const [isShifted, setIsShifted] = useState(!isPlain);
  const [page, setPage] = useState(0);
  const shape = keyboardShape({ widthMm, heightMm, isGloved }, language);
  const type = (key: string): void => {
    onKey(key);
    setIsShifted(false);
  };
  const shift = (
    <Key
      label={t('touch.shift')}
      testId="key-shift"
      isPressed={isShifted}
      onPress={() => {
        setIsShifted(!isShifted);
      }}
    >
      <IconArrowBigUp />
    </Key>
  );
  const space = (span: number | undefined): ReactElement => (
    <Key
      label={t('touch.space')}
      testId="key-space"
      span={span}
      onPress={() => {
        onKey(' ');
      }}
    >
      <IconSpace />
    </Key>
  );
  if (shape.kind === 'pages') {
    const pages = keyPages(shape, language);
    return (
      <div
        className={cx(target['keyboard'], target['pages'])}
        style={{ gridTemplateColumns: `repeat(${String(shape.columns)}, var(--target))` }}
      >
        <Letters letters={(pages[page] ?? []).join('')} isShifted={isShifted} onKey={type} />
        {shift}
        {space(undefined)}
        <Key
          label={t('touch.pageBack')}
          testId="key-page-back"
          onPress={() => {
            setPage((page + pages.length - 1) % pages.length);
          }}
        >
          <IconChevronLeft />
        </Key>
        <Key
          label={t('touch.pageOn')}
          testId="key-page-on"
          onPress={() => {
            setPage((page + 1) % pages.length);
          }}
        >
          <IconChevronRight />
        </Key>
      </div>
    );
  }
  const rows = page === 0 ? LETTER_ROWS[language] : symbolRows();
  return (
    <div className={target['keyboard']}>
      {[DIGITS, ...rows].map((letters) => (
        <div className={target['keys']} key={letters}>
          <Letters letters={letters} isShifted={isShifted} onKey={type} />
        </div>
      ))}
      <div className={cx(target['keys'], target['bottom'])}>
        {shift}
        {space(undefined)}
        <Key
          testId="key-symbols"
          label={page === 0 ? t('touch.symbols') : t('touch.letters')}
          onPress={() => {
            setPage(page === 0 ? 1 : 0);
          }}
        >
          {page === 0 ? '.,?' : 'abc'}
        </Key>
      </div>
    </div>
  );
}

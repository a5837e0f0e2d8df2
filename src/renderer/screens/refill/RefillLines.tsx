import type { SlotView } from '#core/slots/slot-view.ts';
import type { RefillLine } from '#core/refill/refill.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { oldNew } from './old-new.ts';
import common from '../../theme/common.module.css';
import styles from './refill.module.css';

interface PutInProps {
  readonly lines: readonly RefillLine[];
  /** Their count is uncertain, and nobody has counted them yet. */
  readonly due: readonly SlotView[];
  readonly onOpen: (selection: string) => void;
}

/** What will be written down, and what is still asked for. */
export function RefillLines({ lines, due, onOpen }: PutInProps): ReactElement {
  const { t } = useTranslation();
  return (
    <aside className={styles['side']} aria-label={t('refill.putIn')}>
      {due.map(({ selection, product }) => (
        <TouchButton
          key={selection}
          isWide
          note={t('refill.howMany')}
          testId={`due-${selection}`}
          onPress={() => {
            onOpen(selection);
          }}
        >
          {`${selection} · ${product}`}
        </TouchButton>
      ))}
      <h2>{t('refill.putIn')}</h2>
      {lines.length === 0 ? <p className={common['quiet']}>{t('refill.nothingYet')}</p> : null}
      <ul className={styles['lines']} data-testid="put-in">
        {lines.map((line) => (
          <li key={line.selection}>
            <b>{line.selection}</b>
            <span lang="">{line.product}</span>
            <b>{oldNew(line.old, line.new)}</b>
          </li>
        ))}
      </ul>
    </aside>
  );
}

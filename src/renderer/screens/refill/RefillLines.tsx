import type { SlotView } from '#core/slots/slot-view.ts';
import type { RefillLine } from '#core/refill/refill.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { oldNew } from './old-new.ts';
import common from '../../theme/common.module.css';
import styles from './refill.module.css';

interface RefillLinesProps {
  readonly lines: readonly RefillLine[];
  /** Slots with an uncertain count, not counted yet. */
  readonly due: readonly SlotView[];
  readonly onOpen: (selection: string) => void;
}

/** What Save will store, and the slots that still need counting. */
export function RefillLines({ lines, due, onOpen }: RefillLinesProps): ReactElement {
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

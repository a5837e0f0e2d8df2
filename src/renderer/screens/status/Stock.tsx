import type { StockNote } from '#core/kiosk/snapshot.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import common from '../../theme/common.module.css';
import styles from './status.module.css';
import { cx } from '../../theme/cx.ts';

const SHOWN = 4;

/** Slots that need attention: empty, low, or with an uncertain count. */
export function Stock({ notes }: { readonly notes: readonly StockNote[] }): ReactElement {
  const { t } = useTranslation();
  const hidden = notes.length - SHOWN;
  return (
    <section className={cx(common['card'], styles['stock'])}>
      <h2>{t('status.stock')}</h2>
      {notes.length === 0 ? <p>{t('status.stockFine')}</p> : null}
      <ul>
        {notes.slice(0, SHOWN).map(({ selection, product, stock, note }) => (
          <li key={selection} data-testid="stock-note">
            {t(`status.note.${note}`, { slot: selection, product, number: stock })}
          </li>
        ))}
        {hidden > 0 ? <li>{t('status.andMore', { number: hidden })}</li> : null}
      </ul>
    </section>
  );
}

import type { PriceLine } from '#core/prices/bulk.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { usePress } from '../../touch/use-press.ts';
import common from '../../theme/common.module.css';
import styles from './prices.module.css';

interface PreviewLineProps {
  readonly line: PriceLine;
  /** The rule applies to this slot. */
  readonly isIn: boolean;
  readonly onPress: () => void;
}

/** One slot, old → new; a tap excludes or includes it. */
export function PreviewLine({ line, isIn, onPress }: PreviewLineProps): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { currency, capMinor } = useSnapshot();
  const press = usePress(onPress);
  const money = (amountMinor: number): string => format.money(amountMinor, currency);
  const isChanged = isIn && line.new !== line.old;
  return (
    <button
      type="button"
      className={styles['preview-line']}
      aria-pressed={isIn}
      data-testid={`preview-${line.selection}`}
      {...press}
    >
      <span className={styles['preview-mark']} aria-hidden="true">
        {isIn ? '✓' : ''}
      </span>
      <span className={common['words']} data-part="words">
        <b>{line.selection}</b>
        <span lang="">{line.product}</span>
      </span>
      <span className={styles['preview-price']}>
        {isChanged ? (
          <>
            {money(line.old)} → <b>{money(line.new)}</b>
          </>
        ) : (
          money(line.old)
        )}
        {isChanged && line.problem === 'not-a-price' ? (
          <small>{t('prices.impossible')}</small>
        ) : null}
        {isChanged && line.problem === 'above-cap' && capMinor !== undefined ? (
          <small>{t('prices.aboveCap', { cap: money(capMinor) })}</small>
        ) : null}
      </span>
    </button>
  );
}

import type { SlotView } from '#core/slots/slot-view.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { StateMark } from '../../touch/marks.tsx';
import { usePress } from '../../touch/use-press.ts';
import { STATE_ROLES } from './state-words.ts';
import styles from './slots.module.css';

interface SlotTileProps {
  readonly slot: SlotView;
  /** Grid column within its tray, counted from the leftmost used column. */
  readonly gridColumn: string;
  /** Undefined: not selecting, a tap opens the slot. */
  readonly isPicked: boolean | undefined;
  /** Shown in place of the price. */
  readonly middle?: string | undefined;
  readonly onPress: () => void;
}

/** One slot, seen from the front. */
export function SlotTile(props: SlotTileProps): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const press = usePress(props.onPress);
  const { slot, isPicked } = props;
  const filled = slot.capacity === 0 ? 0 : Math.min(1, slot.stock / slot.capacity);
  return (
    <button
      type="button"
      className={styles['tile']}
      data-tone={STATE_ROLES[slot.state]}
      style={{ gridColumn: props.gridColumn }}
      aria-pressed={isPicked}
      data-testid={`slot-${slot.selection}`}
      data-state={slot.state}
      data-opens={isPicked === undefined ? 'slot' : undefined}
      {...press}
    >
      <b className={styles['selection']}>{slot.selection}</b>
      <span className={styles['product']} lang="">
        {slot.minimumAge === 0 ? '' : <b>{`${String(slot.minimumAge)}+ `}</b>}
        {slot.product}
      </span>
      <b>{props.middle ?? format.number(slot.priceMinor / 100, 2)}</b>
      <span className={styles['stock']}>
        <span className={styles['stock-bar']}>
          <span style={{ width: `${String(filled * 100)}%` }} />
        </span>
        <span>{`${String(slot.stock)}/${String(slot.capacity)}`}</span>
      </span>
      <StateMark role={STATE_ROLES[slot.state]}>{t(`slots.state.${slot.state}`)}</StateMark>
    </button>
  );
}

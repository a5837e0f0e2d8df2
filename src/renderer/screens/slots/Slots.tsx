import { IconFileSpreadsheet, IconGridDots, IconPlus } from '@tabler/icons-react';
import { planogramOf } from '#core/slots/planogram.ts';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { open } from '../../store/navigation.ts';
import { EmptyState } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { ManyTools } from './ManyTools.tsx';
import { PickTools } from './PickTools.tsx';
import { SlotTile } from './SlotTile.tsx';
import styles from './slots.module.css';

declare module 'react' {
  interface CSSProperties {
    /** Number of columns from edge to edge. */
    readonly '--columns'?: number;
  }
}

/** The planogram: trays as rows, each slot in its place and width. */
export function Slots(): ReactElement {
  const { t } = useTranslation();
  const { slots, currency } = useSnapshot();
  /** Undefined: not selecting, a tap opens a slot. */
  const [picked, setPicked] = useState<readonly string[]>();
  const [isChoosing, setIsChoosing] = useState(false);
  const { trays, firstColumn, columns } = planogramOf(slots);
  const press = (selection: string): void => {
    if (picked === undefined) open('slot', { selection });
    else if (picked.includes(selection)) setPicked(picked.filter((one) => one !== selection));
    else setPicked([...picked, selection]);
  };
  const all = (): void => {
    setPicked(slots.map(({ selection }) => selection));
  };
  const end = (): void => {
    setIsChoosing(false);
    setPicked(undefined);
  };
  const none = (): void => {
    setPicked([]);
  };
  const choose = (): void => {
    setIsChoosing(true);
  };
  return (
    <Screen
      title={
        picked === undefined
          ? t('frame.place.machine')
          : t('slots.picked', { count: picked.length })
      }
      primary={
        slots.length === 0 ? undefined : (
          <PickTools count={picked?.length} pick={{ none, all, choose, end }} />
        )
      }
    >
      {picked !== undefined && isChoosing ? (
        <ManyTools
          picked={slots.filter(({ selection }) => picked.includes(selection))}
          currency={currency}
          onAll={all}
          onEnd={end}
          onClose={() => {
            setIsChoosing(false);
          }}
        />
      ) : null}
      {slots.length === 0 ? (
        <EmptyState icon={<IconGridDots />} why={t('slots.none')}>
          <p>{t('slots.noneDo')}</p>
          <div className={styles['begin']}>
            <TouchButton
              look="primary"
              icon={<IconPlus />}
              testId="add-slot"
              opens="newSlot"
              onPress={() => {
                open('newSlot');
              }}
            >
              {t('slots.addFirst')}
            </TouchButton>
            <TouchButton
              icon={<IconFileSpreadsheet />}
              testId="import-list"
              opens="products"
              onPress={() => {
                open('products');
              }}
            >
              {t('slots.importList')}
            </TouchButton>
          </div>
        </EmptyState>
      ) : (
        <div className={styles['front']} style={{ '--columns': columns }}>
          {trays.map((tray) => (
            <div
              key={tray.tray}
              className={styles['tray']}
              role="group"
              aria-label={t('slots.trayNamed', { tray: tray.tray })}
            >
              {tray.slots.map((slot) => (
                <SlotTile
                  key={slot.selection}
                  slot={slot}
                  gridColumn={`${String(slot.column - firstColumn + 1)} / span ${String(slot.width)}`}
                  isPicked={picked?.includes(slot.selection)}
                  onPress={() => {
                    press(slot.selection);
                  }}
                />
              ))}
            </div>
          ))}
        </div>
      )}
    </Screen>
  );
}

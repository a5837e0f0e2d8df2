import { IconGridDots, IconSelectAll, IconX } from '@tabler/icons-react';
import { frontOf } from '#core/catalogue/front.ts';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { open } from '../../store/navigation.ts';
import { EmptyState } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { ManyTools } from './ManyTools.tsx';
import { SlotTile } from './SlotTile.tsx';

declare module 'react' {
  interface CSSProperties {
    /** How many there are from the left edge to the right one. */
    readonly '--columns'?: number;
  }
}

/** The front of the machine: trays as rows, slots where they are and as wide as they are. */
export function Machine(): ReactElement {
  const { t } = useTranslation();
  const { slots, currency } = useSnapshot();
  /** Undefined: a tap opens a slot. */
  const [picked, setPicked] = useState<readonly string[]>();
  const { trays, firstColumn, columns } = frontOf(slots);
  const press = (selection: string): void => {
    if (picked === undefined) open('slot', { selection });
    else if (picked.includes(selection)) setPicked(picked.filter((one) => one !== selection));
    else setPicked([...picked, selection]);
  };
  const isPicking = picked !== undefined;
  const pickMany = (
    <TouchButton
      icon={isPicking ? <IconX /> : <IconSelectAll />}
      isPressed={isPicking}
      testId="pick-many"
      onPress={() => {
        setPicked(isPicking ? undefined : []);
      }}
    >
      {isPicking ? t('slots.picked', { count: picked.length }) : t('slots.pickMany')}
    </TouchButton>
  );
  const tools = isPicking ? (
    <ManyTools
      picked={slots.filter(({ selection }) => picked.includes(selection))}
      currency={currency}
      onAll={() => {
        setPicked(slots.map(({ selection }) => selection));
      }}
      onEnd={() => {
        setPicked(undefined);
      }}
    />
  ) : undefined;
  return (
    <Screen
      title={t('frame.place.machine')}
      primary={slots.length === 0 ? undefined : pickMany}
      tools={tools}
    >
      {slots.length === 0 ? (
        <EmptyState icon={<IconGridDots />} why={t('slots.none')}>
          <p>{t('slots.noneDo')}</p>
        </EmptyState>
      ) : (
        <div className="front" style={{ '--columns': columns }}>
          {trays.map((tray) => (
            <div
              key={tray.tray}
              className="tray"
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

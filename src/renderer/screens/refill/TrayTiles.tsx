import { IconPackageImport } from '@tabler/icons-react';
import type { Tray } from '#core/slots/planogram.ts';
import type { SlotView } from '#core/slots/slot-view.ts';
import { filled, type RefillCount, type RefillLine } from '#core/refill/refill.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { SlotTile } from '../slots/SlotTile.tsx';
import { oldNew } from './old-new.ts';
import styles from './refill.module.css';

interface TrayTilesProps {
  readonly tray: Tray<SlotView>;
  readonly lineOf: (selection: string) => RefillLine | undefined;
  readonly onFill: (counts: readonly RefillCount[]) => void;
  readonly onOpen: (selection: string) => void;
}

/** One tray: one tap fills it, or each slot by itself. */
export function TrayTiles({ tray, lineOf, onFill, onOpen }: TrayTilesProps): ReactElement {
  const { t } = useTranslation();
  const name = t('slots.trayNamed', { tray: tray.tray });
  const counts = filled(tray.slots);
  return (
    <section className={styles['tray']} aria-label={name}>
      <div className={styles['tray-head']}>
        <h2>{name}</h2>
        <TouchButton
          icon={<IconPackageImport />}
          label={t('refill.fillTray', { tray: tray.tray })}
          why={counts.length === 0 ? '' : undefined}
          testId={`fill-tray-${tray.tray}`}
          onPress={() => {
            onFill(counts);
          }}
        >
          {t('slots.fill')}
        </TouchButton>
      </div>
      <div className={styles['slots']}>
        {tray.slots.map((slot) => {
          const line = lineOf(slot.selection);
          return (
            <SlotTile
              key={slot.selection}
              slot={slot}
              gridColumn="auto"
              middle={line === undefined ? '\u00A0' : oldNew(line.old, line.new)}
              isPicked={line !== undefined}
              onPress={() => {
                onOpen(slot.selection);
              }}
            />
          );
        })}
      </div>
    </section>
  );
}

import { IconListCheck, IconPackageImport } from '@tabler/icons-react';
import { planogramOf } from '#core/slots/planogram.ts';
import { filled, refillLines, refillTotals } from '#core/refill/refill.ts';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { open } from '../../store/navigation.ts';
import { EmptyState } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { CountSlot } from './CountSlot.tsx';
import { useDraft } from '../../store/refill-draft.ts';
import { RefillLines } from './RefillLines.tsx';
import { SaveRefill } from './SaveRefill.tsx';
import { TrayTiles } from './TrayTiles.tsx';
import styles from './refill.module.css';

/** Refills everything, one tray or one slot with a tap; nothing is stored before Save. */
export function Refill(): ReactElement {
  const { t } = useTranslation();
  const { slots } = useSnapshot();
  const { counts, say, takeBack, drop } = useDraft();
  const [opened, setOpened] = useState<string>();
  const lines = refillLines(slots, counts);
  const said = new Set(lines.map(({ selection }) => selection));
  const due = slots.filter(({ isCountDue, selection }) => isCountDue && !said.has(selection));
  const lineOf = (selection: string): (typeof lines)[number] | undefined =>
    lines.find((line) => line.selection === selection);
  const slot = slots.find(({ selection }) => selection === opened);
  const everything = filled(slots);
  if (slots.length === 0) {
    return (
      <Screen title={t('frame.place.refill')}>
        <EmptyState icon={<IconPackageImport />} why={t('slots.none')}>
          <p>{t('slots.noneDo')}</p>
        </EmptyState>
      </Screen>
    );
  }
  return (
    <Screen
      title={t('frame.place.refill')}
      primary={
        <>
          <TouchButton
            icon={<IconListCheck />}
            testId="pick-list"
            opens="pickList"
            onPress={() => {
              open('pickList');
            }}
          >
            {t('refill.pickList')}
          </TouchButton>
          <TouchButton
            icon={<IconPackageImport />}
            why={everything.length === 0 ? t('refill.isFull') : undefined}
            testId="fill-all"
            onPress={() => {
              say(everything);
            }}
          >
            {t('refill.fillAll')}
          </TouchButton>
        </>
      }
      footer={
        <SaveRefill
          totals={refillTotals(lines)}
          lines={lines}
          counts={counts.filter(({ selection }) => said.has(selection))}
          dueCount={due.length}
          onEnd={drop}
        />
      }
    >
      <div className={styles['refill']}>
        <div className={styles['trays']}>
          {planogramOf(slots).trays.map((tray) => (
            <TrayTiles
              key={tray.tray}
              tray={tray}
              lineOf={lineOf}
              onFill={say}
              onOpen={setOpened}
            />
          ))}
        </div>
        <RefillLines lines={lines} due={due} onOpen={setOpened} />
      </div>
      {slot === undefined ? null : (
        <CountSlot
          slot={slot}
          counted={lineOf(slot.selection)?.new}
          onCount={(count) => {
            say([{ selection: slot.selection, count, seen: slot.stock }]);
          }}
          onTakeBack={() => {
            takeBack(slot.selection);
          }}
          onClose={() => {
            setOpened(undefined);
          }}
        />
      )}
    </Screen>
  );
}

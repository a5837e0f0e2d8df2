import {
  IconBan,
  IconCircleCheck,
  IconGridDots,
  IconPackageImport,
  IconPlayerPlay,
} from '@tabler/icons-react';
import type { SlotView } from '#core/slots/slot-view.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useFormat } from '../../format.ts';
import { useSnapshot } from '../../store/kiosk-store.ts';
import type { ScreenProps } from '../../store/screen-names.ts';
import { sayDone } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';
import { EmptyState, StateMark } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { RemoveSlot } from './RemoveSlot.tsx';
import { SlotFields, type Save } from './SlotFields.tsx';
import { StockCount } from './StockCount.tsx';
import { STATE_ROLES } from './state-words.ts';
import { useSlotEdits } from './use-slot-edits.ts';
import styles from './slots.module.css';

/** One slot: its state, the reason, and everything that can be set. */
export function Slot({ params }: ScreenProps): ReactElement {
  const { t } = useTranslation();
  const { slots } = useSnapshot();
  const slot = slots.find(({ selection }) => selection === params['selection']);
  if (slot !== undefined) return <KnownSlot slot={slot} />;
  return (
    <Screen title={t('slots.slot')}>
      <EmptyState icon={<IconGridDots />} why={t('refusal.no-such-slot')} />
    </Screen>
  );
}

function KnownSlot({ slot }: { readonly slot: SlotView }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { currency } = useSnapshot();
  const { edit, isBusy } = useSlotEdits();
  const { call, isBusy: isClearing } = useCall();
  const { selection, deviceMinor, priceMinor, isBlocked, stock, capacity } = slot;
  const save = ({ seen, to, words }: Save): void => {
    void edit([{ selection, seen, to }], `${selection}: ${words}`);
  };
  const filling = `${String(stock)}\u00A0→\u00A0${String(capacity)}`;
  const isStopped = slot.isLatched || slot.states.includes('faulty');
  return (
    <Screen
      title={`${selection} · ${slot.product}`}
      primary={
        <TouchButton
          look="primary"
          icon={<IconPackageImport />}
          isBusy={isBusy}
          why={stock === capacity ? t('slots.isFull') : undefined}
          note={filling}
          testId="slot-fill"
          onPress={() => {
            save({ seen: { stock }, to: { stock: capacity }, words: filling });
          }}
        >
          {t('slots.fill')}
        </TouchButton>
      }
    >
      <div className={styles['screen']}>
        <ul className={styles['states']}>
          {slot.states.map((state) => (
            <li key={state} data-testid={`slot-state-${state}`}>
              <StateMark role={STATE_ROLES[state]}>{t(`slots.state.${state}`)}</StateMark>
              <p>{t(`slots.why.${state}`)}</p>
            </li>
          ))}
        </ul>
        <div className={styles['actions']}>
          <TouchButton
            icon={isBlocked ? <IconPlayerPlay /> : <IconBan />}
            isBusy={isBusy}
            note={isBlocked ? t('slots.unblockNote') : t('slots.blockNote')}
            testId="slot-block"
            onPress={() => {
              const words = isBlocked ? t('slots.unblocked') : t('slots.blocked');
              save({ seen: { isBlocked }, to: { isBlocked: !isBlocked }, words });
            }}
          >
            {isBlocked ? t('slots.unblock') : t('slots.block')}
          </TouchButton>
          {deviceMinor !== undefined && deviceMinor !== priceMinor ? (
            <TouchButton
              isBusy={isBusy}
              note={t('slots.takeNote')}
              testId="slot-take-price"
              onPress={() => {
                const words = `${format.money(priceMinor, currency)} → ${format.money(deviceMinor, currency)}`;
                save({ seen: { priceMinor }, to: { priceMinor: deviceMinor }, words });
              }}
            >
              {t('slots.take', { price: format.money(deviceMinor, currency) })}
            </TouchButton>
          ) : null}
          {isStopped ? (
            <TouchButton
              icon={<IconCircleCheck />}
              note={t('slots.clearNote')}
              isBusy={isClearing}
              testId="slot-clear"
              onPress={() => {
                const order = { kind: 'clearSlot', selection } as const;
                void call('orderMachine', { order }).then((done) => {
                  if (done !== undefined) sayDone(t('slots.cleared', { slot: selection }));
                });
              }}
            >
              {t('slots.clear')}
            </TouchButton>
          ) : null}
        </div>
        <StockCount key={stock} slot={slot} isBusy={isBusy} onSave={save} />
        <SlotFields slot={slot} currency={currency} onSave={save} />
        <RemoveSlot slot={slot} />
      </div>
    </Screen>
  );
}

import { IconCheck, IconPlus } from '@tabler/icons-react';
import type { TypedSlot } from '#core/slots/add-slot.ts';
import { suggestSlot } from '#core/slots/suggest-slot.ts';
import { marketOf } from '#core/money/money.ts';
import { marketDay } from '#core/time/market-day.ts';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { sayDone } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { NewSlotFields, type SlotDraft } from './NewSlotFields.tsx';

/** What the person has typed; the rest is suggested. */
type Typed = Partial<Pick<TypedSlot, 'selection'>> & Partial<SlotDraft>;

function useDraft(typed: Typed): SlotDraft {
  const { slots, currency, atMs } = useSnapshot();
  const today = marketDay(marketOf(currency), atMs);
  const { place, ...suggested } = suggestSlot(slots, today, typed.selection);
  const { tray, column, width } = place;
  return { product: '', ...suggested, tray, column, width, ...typed };
}

/** Why the slot cannot be added; undefined: it can. */
function useWhyNot({ selection, product, priceMinor }: SlotDraft): string | undefined {
  const { t } = useTranslation();
  if (selection === '') return t('slots.selectionFirst');
  if (product === '') return t('slots.productFirst');
  return priceMinor === undefined ? t('slots.priceFirst') : undefined;
}

interface NewSlotProps {
  /** Adds a Done button; without it, only Back leaves the form. */
  readonly onEnd?: (() => void) | undefined;
}

/** Adds a slot. Everything but the product is suggested from its neighbours; the form stays open for the next slot. */
export function NewSlotForm({ onEnd }: NewSlotProps): ReactElement {
  const { t } = useTranslation();
  const { call, isBusy } = useCall();
  const [typed, setTyped] = useState<Typed>({});
  const draft = useDraft(typed);
  const why = useWhyNot(draft);
  const { tray, column, width, priceMinor, ...rest } = draft;
  const { selection: slot, product } = rest;
  const add = async (): Promise<void> => {
    if (priceMinor === undefined) return;
    const done = await call('addSlot', { ...rest, priceMinor, place: { tray, column, width } });
    if (done === undefined) return;
    setTyped({});
    sayDone(t('slots.added', { slot, product }), done.sequence);
  };
  return (
    <Screen
      title={t('slots.add')}
      primary={
        <>
          {onEnd === undefined ? null : (
            <TouchButton icon={<IconCheck />} testId="new-end" onPress={onEnd}>
              {t('touch.done')}
            </TouchButton>
          )}
          <TouchButton
            look="primary"
            icon={<IconPlus />}
            isBusy={isBusy}
            why={why}
            testId="new-add"
            onPress={() => void add()}
          >
            {t('slots.addNamed', { slot })}
          </TouchButton>
        </>
      }
    >
      <NewSlotFields
        draft={draft}
        onType={(more) => {
          setTyped({ ...typed, ...more });
        }}
      />
    </Screen>
  );
}

export function NewSlot(): ReactElement {
  return <NewSlotForm />;
}

import { IconBan, IconChecks, IconPackageImport, IconPlayerPlay, IconX } from '@tabler/icons-react';
import type { SlotChanges } from '#core/slots/edit-slots.ts';
import type { SlotView } from '#core/slots/slot-view.ts';
import { LARGEST_MINOR, SMALLEST_MINOR, type Currency } from '#core/money/money.ts';
import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { AmountField } from '../../touch/NumberField.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { useSlotEdits } from './use-slot-edits.ts';
import common from '../../theme/common.module.css';

interface ManyToolsProps {
  readonly picked: readonly SlotView[];
  readonly currency: Currency;
  readonly onAll: () => void;
  /** Done: clears the selection. */
  readonly onEnd: () => void;
  readonly onClose: () => void;
}

interface Step {
  readonly seen: (slot: SlotView) => SlotChanges;
  readonly to: (slot: SlotView) => SlotChanges;
  readonly words: string;
}

/** Changes all selected slots; each action is one change. */
export function ManyTools(props: ManyToolsProps): ReactElement {
  const { t } = useTranslation();
  const { picked, currency, onClose } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const format = useFormat();
  const { edit, isBusy } = useSlotEdits();
  const count = picked.length;
  const perform = ({ seen, to, words }: Step): void => {
    const edits = picked.map((slot) => ({
      selection: slot.selection,
      seen: seen(slot),
      to: to(slot),
    }));
    void edit(edits, words).then((isDone) => {
      if (isDone) props.onEnd();
      else onClose();
    });
  };
  const block = (isBlocked: boolean): void => {
    perform({
      seen: (slot) => ({ isBlocked: slot.isBlocked }),
      to: () => ({ isBlocked }),
      words: isBlocked ? t('slots.manyBlocked', { count }) : t('slots.manyUnblocked', { count }),
    });
  };
  return (
    <dialog
      ref={dialog}
      className={common['chooser']}
      aria-label={t('slots.picked', { count })}
      onClose={onClose}
      data-testid="many-tools"
    >
      <TouchButton isWide icon={<IconChecks />} onPress={props.onAll} testId="many-all">
        {t('slots.all')}
      </TouchButton>
      <AmountField
        label={t('slots.price')}
        value={undefined}
        currency={currency}
        min={SMALLEST_MINOR[currency]}
        max={LARGEST_MINOR}
        testId="many-price"
        onChange={(priceMinor) => {
          perform({
            seen: (slot) => ({ priceMinor: slot.priceMinor }),
            to: () => ({ priceMinor }),
            words: t('slots.manyPriced', { count, price: format.money(priceMinor, currency) }),
          });
        }}
      />
      <TouchButton
        isWide
        icon={<IconPackageImport />}
        isBusy={isBusy}
        testId="many-fill"
        onPress={() => {
          perform({
            seen: (slot) => ({ stock: slot.stock }),
            to: (slot) => ({ stock: slot.capacity }),
            words: t('slots.manyFilled', { count }),
          });
        }}
      >
        {t('slots.fill')}
      </TouchButton>
      <TouchButton
        isWide
        icon={<IconBan />}
        isBusy={isBusy}
        testId="many-block"
        onPress={() => {
          block(true);
        }}
      >
        {t('slots.block')}
      </TouchButton>
      <TouchButton
        isWide
        icon={<IconPlayerPlay />}
        isBusy={isBusy}
        testId="many-unblock"
        onPress={() => {
          block(false);
        }}
      >
        {t('slots.unblock')}
      </TouchButton>
      <TouchButton isWide icon={<IconX />} onPress={onClose} testId="many-close">
        {t('touch.close')}
      </TouchButton>
    </dialog>
  );
}

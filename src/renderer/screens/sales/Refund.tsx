import type { ListedSale } from '#core/sales/sale-query.ts';
import { IconReceiptRefund } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { sayDone } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';
import { Choice } from '../../touch/Choice.tsx';
import { HoldToConfirm } from '../../touch/HoldToConfirm.tsx';
import { AmountField } from '../../touch/NumberField.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { Chooser } from '../../touch/Chooser.tsx';
import styles from './sales.module.css';

const REASONS = ['nothingCame', 'damaged', 'wrongProduct', 'goodwill'] as const;
type Reason = (typeof REASONS)[number];

interface RefundProps {
  readonly sale: ListedSale;
  /** Called when the refund was ordered or refused; a toast has said which. */
  readonly onDone: () => void;
}

/** Refunds all or part of a sale. */
function RefundOrder({ sale, onDone }: RefundProps): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { call, isBusy } = useCall();
  const left = sale.capturedMinor - sale.refundedMinor;
  const [reason, setReason] = useState<Reason>();
  const [amountMinor, setAmountMinor] = useState(left);
  const amount = format.money(amountMinor, sale.currency);
  const refund = (): void => {
    if (reason === undefined) return;
    const input = {
      reference: sale.reference,
      amountMinor,
      reason: t(`sales.sale.refundReason.${reason}`),
    };
    void call('refundSale', input, { isMoney: true }).then((answer) => {
      if (answer !== undefined) sayDone(t('sales.sale.refundOrdered', { amount }));
      onDone();
    });
  };
  return (
    <div className={styles['actions']}>
      <Choice
        label={t('sales.sale.refundWhy')}
        value={reason}
        testId="reason"
        options={REASONS.map((value) => ({ value, label: t(`sales.sale.refundReason.${value}`) }))}
        onChange={setReason}
      />
      <AmountField
        label={t('sales.sale.refundAmount')}
        value={amountMinor}
        currency={sale.currency}
        min={1}
        max={left}
        testId="refund-amount"
        onChange={setAmountMinor}
      />
      <HoldToConfirm
        isMoney
        isBusy={isBusy}
        why={reason === undefined ? t('sales.sale.refundWhyFirst') : undefined}
        note={t('sales.sale.refundNote', { amount })}
        testId="refund-hold"
        onConfirm={refund}
      >
        {t('sales.sale.refundNow', { amount })}
      </HoldToConfirm>
    </div>
  );
}

/** Opens the refund of a charged sale; only an owner may order one. */
export function Refund({ sale, onDone }: RefundProps): ReactElement {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <TouchButton
        isMoney
        isWide
        icon={<IconReceiptRefund />}
        note={t('sales.sale.refundNext')}
        testId="refund"
        onPress={() => {
          setIsOpen(true);
        }}
      >
        {t('sales.sale.refund')}
      </TouchButton>
      {isOpen ? (
        <Chooser
          label={t('sales.sale.refund')}
          onClose={() => {
            setIsOpen(false);
          }}
        >
          <RefundOrder
            sale={sale}
            onDone={() => {
              setIsOpen(false);
              onDone();
            }}
          />
        </Chooser>
      ) : null}
    </>
  );
}

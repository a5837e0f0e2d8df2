import { SALE_GROUPS } from '#core/books/sale-group.ts';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { Field } from '../../touch/Field.tsx';
import { AmountField } from '../../touch/NumberField.tsx';
import { TextField } from '../../touch/TextField.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { Chooser } from './Chooser.tsx';
import { narrow, useSaleSearch } from './sale-search.ts';
import { TimeField } from './TimeField.tsx';

const MOST_MINOR = 65_000_000;
/** Prices to choose from with one tap; another is typed. */
const SHOWN_PRICES = 14;

function AmountChooser({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { slots, currency } = useSnapshot();
  const prices = [...new Set(slots.map(({ priceMinor }) => priceMinor))];
  const choose = (amountMinor: number | undefined): void => {
    narrow({ amountMinor });
    onClose();
  };
  return (
    <Chooser label={t('sales.amount')} onClose={onClose}>
      <TouchButton
        onPress={() => {
          choose(undefined);
        }}
      >
        {t('sales.anyAmount')}
      </TouchButton>
      {prices
        .sort((one, other) => one - other)
        .slice(0, SHOWN_PRICES)
        .map((priceMinor) => (
          <TouchButton
            key={priceMinor}
            testId={`amount-${String(priceMinor)}`}
            onPress={() => {
              choose(priceMinor);
            }}
          >
            {format.money(priceMinor, currency)}
          </TouchButton>
        ))}
      <AmountField
        label={t('sales.otherAmount')}
        value={undefined}
        currency={currency}
        min={1}
        max={MOST_MINOR}
        testId="amount-other"
        onChange={choose}
      />
    </Chooser>
  );
}

function StateChooser({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <Chooser label={t('sales.state')} onClose={onClose}>
      <TouchButton
        onPress={() => {
          narrow({ group: undefined });
          onClose();
        }}
      >
        {t('sales.anyState')}
      </TouchButton>
      {SALE_GROUPS.map((group) => (
        <TouchButton
          key={group}
          testId={`state-${group}`}
          onPress={() => {
            narrow({ group });
            onClose();
          }}
        >
          {t(`sales.group.${group}`)}
        </TouchButton>
      ))}
    </Chooser>
  );
}

/** What a sale is looked for by: all that is given must hold. */
export function Filters(): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { currency } = useSnapshot();
  const [opened, setOpened] = useState<'amount' | 'state'>();
  const { reference, product, amountMinor, group } = useSaleSearch((state) => state.filter);
  const close = (): void => {
    setOpened(undefined);
  };
  return (
    <div className="sale-filters">
      <Field
        label={t('sales.amount')}
        shown={
          amountMinor === undefined ? t('sales.anyAmount') : format.money(amountMinor, currency)
        }
        isEmpty={amountMinor === undefined}
        testId="filter-amount"
        onOpen={() => {
          setOpened('amount');
        }}
      />
      <TimeField />
      <Field
        label={t('sales.state')}
        shown={group === undefined ? t('sales.anyState') : t(`sales.group.${group}`)}
        isEmpty={group === undefined}
        testId="filter-state"
        onOpen={() => {
          setOpened('state');
        }}
      />
      <TextField
        label={t('sales.product')}
        value={product ?? ''}
        maxLength={100}
        placeholder={t('sales.anyProduct')}
        testId="filter-product"
        onChange={(text) => {
          narrow({ product: text === '' ? undefined : text });
        }}
      />
      <TextField
        label={t('sales.reference')}
        value={reference ?? ''}
        maxLength={64}
        placeholder={t('sales.anyReference')}
        testId="filter-reference"
        onChange={(text) => {
          narrow({ reference: text === '' ? undefined : text });
        }}
      />
      {opened === 'amount' ? <AmountChooser onClose={close} /> : null}
      {opened === 'state' ? <StateChooser onClose={close} /> : null}
    </div>
  );
}

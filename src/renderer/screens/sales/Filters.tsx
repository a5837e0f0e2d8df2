import { SALE_GROUPS } from '#core/sales/sale-group.ts';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { Field } from '../../touch/Field.tsx';
import { AmountField } from '../../touch/NumberField.tsx';
import { TextField } from '../../touch/TextField.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { Chooser } from '../../touch/Chooser.tsx';
import { narrow, useSaleSearch } from '../../store/sale-search.ts';
import { TimeField } from './TimeField.tsx';
import overlay from '../../touch/overlay.module.css';
import styles from './sales.module.css';
import { cx } from '../../theme/cx.ts';

const MAX_MINOR = 65_000_000;
/** At most this many prices as buttons; others are typed. */
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
      <div className={overlay['choose-tiles']} data-part="choose-tiles">
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
          max={MAX_MINOR}
          testId="amount-other"
          onChange={choose}
        />
      </div>
    </Chooser>
  );
}

function StateChooser({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <Chooser label={t('sales.state')} onClose={onClose}>
      <div className={overlay['choose-tiles']} data-part="choose-tiles">
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
      </div>
    </Chooser>
  );
}

function AmountFilter(): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { currency } = useSnapshot();
  const [isOpen, setIsOpen] = useState(false);
  const amountMinor = useSaleSearch((state) => state.filter.amountMinor);
  return (
    <>
      <Field
        kind="choice"
        label={t('sales.amount')}
        shown={
          amountMinor === undefined ? t('sales.anyAmount') : format.money(amountMinor, currency)
        }
        isEmpty={amountMinor === undefined}
        testId="filter-amount"
        onOpen={() => {
          setIsOpen(true);
        }}
      />
      {isOpen ? (
        <AmountChooser
          onClose={() => {
            setIsOpen(false);
          }}
        />
      ) : null}
    </>
  );
}

/** Filters that are used less often than amount and hour. */
function OtherFilters(): ReactElement {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const { reference, product, group } = useSaleSearch((state) => state.filter);
  return (
    <>
      <Field
        kind="choice"
        label={t('sales.state')}
        shown={group === undefined ? t('sales.anyState') : t(`sales.group.${group}`)}
        isEmpty={group === undefined}
        testId="filter-state"
        onOpen={() => {
          setIsOpen(true);
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
      {isOpen ? (
        <StateChooser
          onClose={() => {
            setIsOpen(false);
          }}
        />
      ) : null}
    </>
  );
}

/** The same filters behind one button, for small panels. */
function MoreFilters(): ReactElement {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const { reference, product, group } = useSaleSearch((state) => state.filter);
  const count = [reference, product, group].filter((value) => value !== undefined).length;
  return (
    <>
      <Field
        kind="choice"
        label={t('sales.more')}
        shown={count === 0 ? t('sales.anyState') : t('sales.moreSet', { count })}
        isEmpty={count === 0}
        testId="filter-more"
        onOpen={() => {
          setIsOpen(true);
        }}
      />
      {isOpen ? (
        <Chooser
          label={t('sales.more')}
          onClose={() => {
            setIsOpen(false);
          }}
        >
          <div className={styles['filters']}>
            <OtherFilters />
          </div>
        </Chooser>
      ) : null}
    </>
  );
}

/** Filters for sales; a sale must match all of them. */
export function Filters({ isShort }: { readonly isShort: boolean }): ReactElement {
  return (
    <div className={cx(styles['filters'], isShort && styles['short'])}>
      <AmountFilter />
      <TimeField />
      {isShort ? <MoreFilters /> : <OtherFilters />}
    </div>
  );
}

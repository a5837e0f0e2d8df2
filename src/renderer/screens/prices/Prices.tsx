import { IconArrowsUpDown, IconTags } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { open } from '../../store/navigation.ts';
import { Choice } from '../../touch/Choice.tsx';
import { EmptyState, StateMark } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { PriceFields } from './PriceFields.tsx';
import { VatFields } from './VatFields.tsx';
import common from '../../theme/common.module.css';

const VIEWS = ['products', 'slots', 'vat'] as const;
type View = (typeof VIEWS)[number];

/** Prices by product, by slot or many at once, and the VAT class of each product. */
export function Prices(): ReactElement {
  const { t } = useTranslation();
  const { slots, sheet } = useSnapshot();
  const [view, setView] = useState<View>('products');
  if (slots.length === 0) {
    return (
      <Screen title={t('prices.title')}>
        <EmptyState icon={<IconTags />} why={t('slots.none')}>
          <p>{t('slots.noneDo')}</p>
        </EmptyState>
      </Screen>
    );
  }
  return (
    <Screen
      title={t('prices.title')}
      primary={
        <TouchButton
          look="primary"
          icon={<IconArrowsUpDown />}
          testId="prices-many"
          opens="manyPrices"
          onPress={() => {
            open('manyPrices');
          }}
        >
          {t('prices.many')}
        </TouchButton>
      }
    >
      <div className={common['stack']}>
        {sheet === 'outdated' ? (
          <StateMark role="attention" testId="reprint">
            {t('prices.outdated')}
          </StateMark>
        ) : null}
        <Choice
          label={t('prices.view')}
          isLabelHidden
          options={VIEWS.map((value) => ({ value, label: t(`prices.view.${value}`) }))}
          value={view}
          testId="prices-view"
          onChange={setView}
        />
        {view === 'vat' ? <VatFields /> : <PriceFields isBySlot={view === 'slots'} />}
      </div>
    </Screen>
  );
}

import type { ListedSale, SaleFilter } from '#core/books/sale-query.ts';
import { UnstyledButton } from '@mantine/core';
import { IconReceiptOff } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { open } from '../../store/navigation.ts';
import { usePanel } from '../../theme/use-panel.ts';
import { EmptyState, StateMark } from '../../touch/marks.tsx';
import { usePress } from '../../touch/press.ts';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { GROUP_ROLE } from './group-look.ts';
import { widen } from '../../store/sale-search.ts';
import { useSalePages } from './use-sale-pages.ts';

const ROW_MM = 15;
/** Three lines: where the state stands beneath a product of two. */
const NARROW_ROW_MM = 18;
const GLOVED_ROW_MM = 21;
const NARROW_MM = 160;

function Row({ sale }: { readonly sale: ListedSale }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const press = usePress(() => {
    open('sale', { reference: sale.reference });
  });
  const paid = sale.capturedMinor - sale.refundedMinor;
  return (
    <UnstyledButton
      className="sale-row"
      data-testid="sale-row"
      data-reference={sale.reference}
      data-opens="sale"
      {...press}
    >
      <span className="words">
        <b>{format.time(sale.startedAtMs)}</b>
        <small>{format.date(sale.startedAtMs)}</small>
      </span>
      <span className="words sale-what">
        <span>{sale.product ?? '–'}</span>
        <small>{sale.selection ?? ''}</small>
      </span>
      <StateMark role={GROUP_ROLE[sale.group]}>{t(`sales.group.${sale.group}`)}</StateMark>
      <b className="sale-amount">{format.money(paid, sale.currency)}</b>
    </UnstyledButton>
  );
}

/** The sales that are looked for, newest first, however many there are: only the rows that are seen exist. */
export function SaleList({
  filter,
  isGloved,
}: {
  readonly filter: SaleFilter;
  readonly isGloved: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const { pixelsPerMm, widthMm } = usePanel();
  const isNarrow = widthMm < NARROW_MM;
  const scroller = useRef<HTMLDivElement>(null);
  const pages = useSalePages(filter);
  const plainMm = isNarrow ? NARROW_ROW_MM : ROW_MM;
  const rowPx = Math.ceil((isGloved ? GLOVED_ROW_MM : plainMm) * pixelsPerMm);
  const virtual = useVirtualizer({
    count: pages.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 6,
  });
  const rows = virtual.getVirtualItems();
  const first = rows[0]?.index ?? 0;
  const last = rows.at(-1)?.index ?? 0;
  const { look } = pages;
  useEffect(() => {
    if (!pages.isFirst) look(first, last);
  }, [look, first, last, pages.isFirst, pages.count]);
  useEffect(() => {
    virtual.measure();
  }, [virtual, rowPx]);
  if (!pages.isFirst && pages.count === 0) {
    const isAll = Object.values(filter).every((value) => value === undefined);
    return (
      <EmptyState icon={<IconReceiptOff />} why={t(isAll ? 'sales.none' : 'sales.noneFound')}>
        {isAll ? null : <TouchButton onPress={widen}>{t('sales.showAll')}</TouchButton>}
      </EmptyState>
    );
  }
  return (
    <div
      ref={scroller}
      className={isNarrow ? 'sale-list narrow' : 'sale-list'}
      data-testid="sale-list"
      role="region"
      aria-label={t('sales.title')}
      tabIndex={0}
    >
      <div className="sale-rows" style={{ height: virtual.getTotalSize() }}>
        {rows.map(({ key, index, start, size }) => {
          const sale = pages.at(index);
          return (
            <div
              key={key}
              className="sale-place"
              style={{ height: size, transform: `translateY(${String(start)}px)` }}
            >
              {sale === undefined ? null : <Row sale={sale} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}

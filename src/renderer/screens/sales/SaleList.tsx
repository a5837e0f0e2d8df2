import type { ListedSale, SaleFilter } from '#core/sales/sale-query.ts';
import { IconReceiptOff } from '@tabler/icons-react';
import { memo, useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { open } from '../../store/navigation.ts';
import { widen } from '../../store/sale-search.ts';
import { usePanel } from '../../theme/use-panel.ts';
import { EmptyState, StateMark } from '../../touch/marks.tsx';
import { usePress } from '../../touch/use-press.ts';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { GROUP_ROLE } from './group-role.ts';
import { useVisibleRows } from './use-visible-rows.ts';
import { useSalePages, type SalePages } from './use-sale-pages.ts';
import common from '../../theme/common.module.css';
import styles from './sales.module.css';
import { cx } from '../../theme/cx.ts';

const ROW_MM = 15;
/** Height of three lines: two for the product, one for the state. */
const NARROW_ROW_MM = 18;
const GLOVED_ROW_MM = 21;
const NARROW_MM = 160;

const Row = memo(({ sale }: { readonly sale: ListedSale }): ReactElement => {
  const { t } = useTranslation();
  const format = useFormat();
  const press = usePress(() => {
    open('sale', { reference: sale.reference });
  });
  const paid = sale.capturedMinor - sale.refundedMinor;
  return (
    <button
      type="button"
      className={styles['row']}
      data-testid="sale-row"
      data-reference={sale.reference}
      data-opens="sale"
      {...press}
    >
      <span className={common['words']} data-part="words">
        <b>{format.time(sale.startedAtMs)}</b>
        <small>{format.date(sale.startedAtMs)}</small>
      </span>
      <span className={cx(common['words'], styles['what'])} data-part="words">
        <span>{sale.product ?? '–'}</span>
        <small>{sale.selection ?? ''}</small>
      </span>
      <StateMark role={GROUP_ROLE[sale.group]}>{t(`sales.group.${sale.group}`)}</StateMark>
      <b className={styles['amount']}>{format.money(paid, sale.currency)}</b>
    </button>
  );
});

interface RowsProps {
  readonly pages: SalePages;
  readonly rowPx: number;
  readonly isNarrow: boolean;
}

/** Renders only the rows in view. */
function Rows({ pages, rowPx, isNarrow }: RowsProps): ReactElement {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const { count, look, isCapped } = pages;
  const { first, last } = useVisibleRows(scroller, { count, rowPx });
  useEffect(() => {
    if (count > 0) look(first, last);
  }, [look, first, last, count]);
  const shown = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  return (
    <div
      ref={scroller}
      className={cx(styles['list'], isNarrow && styles['narrow'])}
      data-testid="sale-list"
      data-count={count}
      role="group"
      aria-label={t('sales.title')}
      tabIndex={0}
    >
      <div className={styles['rows']} style={{ height: count * rowPx }}>
        {shown.map((index) => {
          const sale = pages.at(index);
          return (
            <div
              key={index}
              className={styles['place']}
              data-part="sale-place"
              style={{ height: rowPx, transform: `translateY(${String(index * rowPx)}px)` }}
            >
              {sale === undefined ? null : <Row sale={sale} />}
            </div>
          );
        })}
      </div>
      {isCapped ? <p className={styles['older']}>{t('sales.older')}</p> : null}
    </div>
  );
}

/** The matching sales, newest first, any number of them. */
export function SaleList({
  filter,
  isGloved,
}: {
  readonly filter: SaleFilter;
  readonly isGloved: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const { pixelsPerMm, widthMm } = usePanel();
  const pages = useSalePages(filter);
  const isNarrow = widthMm < NARROW_MM;
  const plainMm = isNarrow ? NARROW_ROW_MM : ROW_MM;
  const rowPx = Math.ceil((isGloved ? GLOVED_ROW_MM : plainMm) * pixelsPerMm);
  if (!pages.isFirst && pages.count === 0) {
    const isAll = Object.values(filter).every((value) => value === undefined);
    return (
      <EmptyState icon={<IconReceiptOff />} why={t(isAll ? 'sales.none' : 'sales.noneFound')}>
        {isAll ? null : <TouchButton onPress={widen}>{t('sales.showAll')}</TouchButton>}
      </EmptyState>
    );
  }
  return <Rows pages={pages} rowPx={rowPx} isNarrow={isNarrow} />;
}

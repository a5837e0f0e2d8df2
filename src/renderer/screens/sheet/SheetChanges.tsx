import type { SheetView } from '#contract/ipc/topics/sheet.ts';
import type { SheetChange } from '#core/sheet/content.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { StateMark } from '../../touch/marks.tsx';
import common from '../../theme/common.module.css';
import { cx } from '../../theme/cx.ts';

const SHOWN = 4;

function Change({ change }: { readonly change: SheetChange }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { currency } = useSnapshot();
  const values =
    'selection' in change ? { slot: change.selection, product: change.product } : undefined;
  const prices =
    change.what === 'price'
      ? {
          old: format.money(change.oldMinor, currency),
          new: format.money(change.newMinor, currency),
        }
      : undefined;
  return <li>{t(`sheet.change.${change.what}`, { ...values, ...prices })}</li>;
}

/** Whether the posted sheet is up to date, and what has changed since. */
export function SheetChanges({ view }: { readonly view: SheetView }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { last, changes, gaps } = view;
  const isOld = changes.length > 0;
  const state = last === undefined ? 'unprinted' : isOld ? 'outdated' : 'current';
  return (
    <section
      className={cx(common['card'], common['stack'], common['tight'])}
      data-testid="sheet-news"
      data-state={state}
    >
      <StateMark role={state === 'current' ? 'ready' : 'attention'}>
        {t(`sheet.${state}`)}
      </StateMark>
      {isOld ? (
        <ul>
          {changes.slice(0, SHOWN).map((change) => (
            <Change
              key={`${change.what} ${'selection' in change ? change.selection : ''}`}
              change={change}
            />
          ))}
          {changes.length > SHOWN ? (
            <li>{t('sheet.more', { number: changes.length - SHOWN })}</li>
          ) : null}
        </ul>
      ) : null}
      {gaps.length > 0 ? (
        <p data-testid="sheet-gaps">
          {t('sheet.missing', { what: gaps.map((gap) => t(`sheet.gap.${gap}`)).join(', ') })}
        </p>
      ) : null}
      {last === undefined ? null : (
        <small className={common['quiet']}>
          {t('sheet.lastMade', { time: format.dateTime(last.atMs), person: last.by })}
        </small>
      )}
    </section>
  );
}

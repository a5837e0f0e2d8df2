import type { ImportRow } from '#core/products/plan-import.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { StateMark, type Role } from '../../touch/marks.tsx';
import { usePatchWords } from '../changes/change-words.ts';
import styles from './products.module.css';

const ROLES: Readonly<Record<ImportRow['kind'], Role>> = {
  added: 'ready',
  changed: 'neutral',
  removed: 'stopped',
};
const KINDS = ['added', 'changed', 'removed'] as const;

/** `3 new, 5 changed, 1 removed` */
export function useImportSum(rows: readonly ImportRow[]): string {
  const { t } = useTranslation();
  return KINDS.map((kind) => ({ kind, count: rows.filter((row) => row.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => t(`products.sum.${kind}`, { count }))
    .join(', ');
}

function Fields({ row }: { readonly row: ImportRow }): ReactElement {
  const words = usePatchWords();
  return (
    <ul>
      {row.fields.map((change) => {
        const patch = { subject: 'slot', id: '', ...change } as const;
        const { label, old, new: next } = words(patch, undefined);
        return (
          <li key={change.field}>
            {label}: {old} → <b>{next}</b>
          </li>
        );
      })}
    </ul>
  );
}

/** What the file changes, slot by slot. */
export function ImportRows({ rows }: { readonly rows: readonly ImportRow[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <ul className={styles['import-rows']} data-testid="import-rows">
      {rows.map((row) => (
        <li key={row.selection} data-kind={row.kind}>
          <b>{row.selection}</b>
          <span lang="">{row.product}</span>
          <StateMark role={ROLES[row.kind]}>{t(`products.kind.${row.kind}`)}</StateMark>
          {row.fields.length === 0 ? null : <Fields row={row} />}
        </li>
      ))}
    </ul>
  );
}

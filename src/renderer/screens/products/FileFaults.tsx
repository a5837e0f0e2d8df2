import type { FileFault } from '#core/products/file-fault.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { NBSP, useFormat } from '../../format.ts';
import { StateMark } from '../../touch/marks.tsx';
import styles from './products.module.css';

interface FaultsProps {
  readonly faults: readonly FileFault[];
  readonly faultCount: number;
}

/** Shows both readings of an amount in the local notation: 1,500.00 becomes 1 500,00. */
function asWritten(values: FileFault['values'], locale: string): FileFault['values'] {
  const { low, high } = values;
  if (typeof low !== 'string' || typeof high !== 'string' || locale === 'en-GB') return values;
  const written = (amount: string): string => amount.replace(',', NBSP).replace('.', ',');
  return { ...values, low: written(low), high: written(high) };
}

/** Every fault of a file, with line and column. A file with faults changes nothing. */
export function FileFaults({ faults, faultCount }: FaultsProps): ReactElement {
  const { t } = useTranslation();
  const { locale } = useFormat();
  const left = faultCount - faults.length;
  return (
    <div className={styles['sticks']}>
      <StateMark role="stopped" testId="fault-count">
        {t('products.faults', { count: faultCount })}
      </StateMark>
      <p>{t('products.faultsDo')}</p>
      <ol className={styles['file-faults']} data-testid="file-faults">
        {faults.map(({ line, column, field, code, values }, index) => (
          <li key={`${String(line)} ${String(column)} ${code} ${String(index)}`}>
            <b>
              {t('products.place', { line, column })}
              {field === undefined ? '' : ` (${field})`}
            </b>
            <span>{t(`products.fault.${code}`, { ...asWritten(values, locale) })}</span>
          </li>
        ))}
      </ol>
      {left === 0 ? null : <p>{t('products.faultsMore', { count: left })}</p>}
    </div>
  );
}

import type { FileFault } from '#core/catalogue/file/fault.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { StateMark } from '../../touch/marks.tsx';

interface FaultsProps {
  readonly faults: readonly FileFault[];
  readonly faultCount: number;
}

/** Everything that is wrong with a file, with line and column. Nothing of it is imported. */
export function Faults({ faults, faultCount }: FaultsProps): ReactElement {
  const { t } = useTranslation();
  const left = faultCount - faults.length;
  return (
    <div className="sticks">
      <StateMark role="stopped" testId="fault-count">
        {t('products.faults', { count: faultCount })}
      </StateMark>
      <p>{t('products.faultsDo')}</p>
      <ol className="file-faults" data-testid="file-faults">
        {faults.map(({ line, column, field, code, values }, index) => (
          <li key={`${String(line)} ${String(column)} ${code} ${String(index)}`}>
            <b>
              {t('products.place', { line, column })}
              {field === undefined ? '' : ` (${field})`}
            </b>
            <span>{t(`products.fault.${code}`, { ...values })}</span>
          </li>
        ))}
      </ol>
      {left === 0 ? null : <p>{t('products.faultsMore', { count: left })}</p>}
    </div>
  );
}

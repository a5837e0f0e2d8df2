import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './TrafficArrow.module.css';

interface TrafficArrowProps {
  readonly direction: 'in' | 'out';
}

/** The direction of a line: to the machine or from it. */
export function TrafficArrow({ direction }: TrafficArrowProps): ReactElement {
  const { t } = useTranslation();
  const isOut = direction === 'out';
  return (
    <span
      role="img"
      aria-label={t(isOut ? 'diagnostics.toMachine' : 'diagnostics.fromMachine')}
      className={styles['arrow']}
      data-direction={direction}
    >
      {isOut ? <IconArrowRight /> : <IconArrowLeft />}
    </span>
  );
}

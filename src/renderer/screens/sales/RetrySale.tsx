import { IconRefresh } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { sayDone } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';
import { TouchButton } from '../../touch/TouchButton.tsx';
import common from '../../theme/common.module.css';
import styles from './sales.module.css';
import { cx } from '../../theme/cx.ts';

interface RetrySaleProps {
  readonly reference: string;
  readonly onDone: () => void;
}

/** Retries a settlement now instead of at its next scheduled attempt. */
export function RetrySale({ reference, onDone }: RetrySaleProps): ReactElement {
  const { t } = useTranslation();
  const { call, isBusy } = useCall();
  return (
    <section className={cx(common['card'], styles['actions'])}>
      <p>{t('sales.sale.tryAgainWhy')}</p>
      <TouchButton
        icon={<IconRefresh aria-hidden="true" />}
        isBusy={isBusy}
        note={t('sales.sale.tryAgainNote')}
        testId="try-again"
        onPress={() => {
          void call('trySaleAgain', { reference }).then((answer) => {
            if (answer === undefined) return;
            sayDone(t('sales.sale.triedAgain'));
            onDone();
          });
        }}
      >
        {t('sales.sale.tryAgain')}
      </TouchButton>
    </section>
  );
}

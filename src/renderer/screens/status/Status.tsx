import { IconTool } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguagePicker } from '../../frame/LanguagePicker.tsx';
import { StaleWarning } from '../../frame/StaleWarning.tsx';
import { useFormat } from '../../format.ts';
import { useKiosk, useSnapshot } from '../../store/kiosk-store.ts';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { LastSales } from './LastSales.tsx';
import { Links } from './Links.tsx';
import { PostedQr } from './PostedQr.tsx';
import { SaleSteps } from './SaleSteps.tsx';
import { StateBlock } from './StateBlock.tsx';
import { Stock } from './Stock.tsx';
import styles from './status.module.css';

/** Public status page, readable from two metres: the machine's state and what to do about it. No secrets. */
export function Status({ onService }: { readonly onService: () => void }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const snapshot = useSnapshot();
  const nowMs = useKiosk((state) => state.nowMs);
  return (
    <div className={styles['status']} data-testid="status">
      <header>
        <h1>
          {snapshot.machineId === ''
            ? t('setup.newMachine')
            : (snapshot.location ?? snapshot.machineId)}
          <small> {snapshot.machineId}</small>
        </h1>
        <time>{format.time(nowMs)}</time>
        <LanguagePicker />
        <TouchButton icon={<IconTool aria-hidden="true" />} onPress={onService} testId="service">
          {t('status.service')}
        </TouchButton>
      </header>
      <StaleWarning />
      <main className={styles['body']}>
        <div className={styles['main-column']}>
          <StateBlock snapshot={snapshot} />
          {snapshot.sale === undefined ? (
            <Stock notes={snapshot.stockNotes} />
          ) : (
            <SaleSteps sale={snapshot.sale} currency={snapshot.currency} />
          )}
          <Links snapshot={snapshot} />
        </div>
        <div className={styles['side-column']}>
          <PostedQr qr={snapshot.qr} />
          <LastSales snapshot={snapshot} />
        </div>
      </main>
    </div>
  );
}

import { IconListCheck } from '@tabler/icons-react';
import { pickList } from '#core/refill/pick-list.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useFormat } from '../../format.ts';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { useCall } from '../../touch/use-call.ts';
import { EmptyState } from '../../touch/marks.tsx';
import { SaveToUsb } from '../usb/SaveToUsb.tsx';
import common from '../../theme/common.module.css';
import styles from './refill.module.css';
import { cx } from '../../theme/cx.ts';

/** How many of each product to bring to the machine, and for which slots. */
export function PickList(): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { slots } = useSnapshot();
  const { call } = useCall();
  const lines = pickList(slots);
  const sum = lines.reduce((all, { count }) => all + count, 0);
  const isUncertain = slots.some(({ isCountDue }) => isCountDue);
  return (
    <Screen
      title={t('refill.pickList')}
      primary={
        <SaveToUsb
          label={t('refill.pickListSave')}
          what={t('refill.pickListWhat')}
          why={lines.length === 0 ? t('refill.isFull') : undefined}
          testId="pick-list-save"
          save={async (stickId) => (await call('savePickList', { stickId }))?.file}
        />
      }
      footer={
        lines.length === 0 ? undefined : (
          <p>
            <b>{t('refill.bring', { count: sum })}</b>
            {isUncertain ? ` ${t('refill.bringAbout')}` : null}
          </p>
        )
      }
    >
      {lines.length === 0 ? (
        <EmptyState icon={<IconListCheck />} why={t('refill.nothingToBring')} />
      ) : (
        <ul className={styles['pick-lines']} data-testid="pick-lines">
          {lines.map((line) => (
            <li key={line.product}>
              <b>{format.number(line.count)}</b>
              <span lang="">{line.product}</span>
              <span className={cx(styles['pick-places'], common['quiet'])}>
                {line.slots.map(({ selection, count: here }) => (
                  <span key={selection}>{`${selection}: ${format.number(here)}`}</span>
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Screen>
  );
}

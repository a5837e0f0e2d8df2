import type { PrintRecord } from '#core/sheet/print-history.ts';
import { IconHistory } from '@tabler/icons-react';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useFormat } from '../../format.ts';
import { useCall } from '../../touch/use-call.ts';
import { EmptyState, StateMark } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { usePrintWords } from './print-words.ts';
import common from '../../theme/common.module.css';
import { cx } from '../../theme/cx.ts';

const PAGE = 20;

/** Print history: what was printed or saved, when and by whom, newest first. */
export function PostedList(): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const words = usePrintWords();
  const { call, isBusy } = useCall();
  const [list, setList] = useState<readonly PrintRecord[]>();
  const [hasMore, setHasMore] = useState(false);
  const load = useCallback(
    (before?: number): void => {
      void call('listPosted', { before, limit: PAGE }).then((page = []) => {
        setList((shown = []) => (before === undefined ? page : [...shown, ...page]));
        setHasMore(page.length === PAGE);
      });
    },
    [call],
  );
  useEffect(() => {
    load();
  }, [load]);
  return (
    <Screen title={t('sheet.history')}>
      {list?.length === 0 ? (
        <EmptyState icon={<IconHistory />} why={t('sheet.noHistory')}>
          <p>{t('sheet.noHistoryDo')}</p>
        </EmptyState>
      ) : null}
      <ul className={common['stack']} data-testid="posted-list">
        {(list ?? []).map((posted) => {
          const { role, sentence } = words(posted);
          return (
            <li
              key={posted.id}
              className={cx(common['card'], common['stack'], common['tight'])}
              data-state={posted.state}
            >
              <StateMark role={role}>{sentence}</StateMark>
              <small className={common['quiet']}>
                {format.dateTime(posted.atMs)} · {posted.by}
              </small>
            </li>
          );
        })}
      </ul>
      {hasMore ? (
        <TouchButton
          isBusy={isBusy}
          onPress={() => {
            load(list?.at(-1)?.id);
          }}
        >
          {t('sheet.older')}
        </TouchButton>
      ) : null}
    </Screen>
  );
}

import type { ReviewEntry } from '#core/reviews/review.ts';
import { IconChecks, IconReceipt } from '@tabler/icons-react';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { Screen } from '../../frame/Screen.tsx';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { open } from '../../store/navigation.ts';
import { sayDone } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';
import { EmptyState, StateMark } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import common from '../../theme/common.module.css';
import styles from './reviews.module.css';
import { cx } from '../../theme/cx.ts';

/** The open entries, read again when their number changes. */
function useReviews(): readonly ReviewEntry[] | undefined {
  const { call } = useCall();
  const { reviewCount } = useSnapshot();
  const [entries, setEntries] = useState<readonly ReviewEntry[]>();
  useEffect(() => {
    let isGone = false;
    void call('listReviews', {}).then((found) => {
      if (found !== undefined && !isGone) setEntries(found);
    });
    return () => {
      isGone = true;
    };
  }, [call, reviewCount]);
  return entries;
}

/** What happened, what was done about it, and what a person can do. */
function Review({ entry }: { readonly entry: ReviewEntry }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { call, isBusy } = useCall();
  const { id, kind, reference, selection, detail, atMs } = entry;
  const isHeld = entry.saleState === 'held';
  // For an unknown outcome `detail` is only the operator's setting; the text above already says what was done.
  const code = kind === 'unknownOutcome' ? '' : detail;
  const where = selection === undefined ? '' : `${t('reviews.slot', { slot: selection })} · `;
  return (
    <li className={cx(common['card'], styles['review'])} data-testid={`review-${kind}`}>
      <div className={styles['words']}>
        <StateMark role="attention">{t(`reviews.happened.${kind}`)}</StateMark>
        <p>{t(`reviews.done.${kind}`)}</p>
        <p>
          <b>{t(`reviews.can.${kind}`)}</b>
        </p>
        <small className={common['quiet']}>
          {where}
          {format.dateTime(atMs)}
          {code === '' ? '' : ` · ${code}`}
        </small>
      </div>
      <div className={styles['ways']}>
        {entry.saleState === undefined ? null : (
          <TouchButton
            isWide
            look={isHeld ? 'primary' : 'plain'}
            icon={<IconReceipt />}
            opens="sale"
            testId="review-sale"
            onPress={() => {
              open('sale', { reference });
            }}
          >
            {t(isHeld ? 'reviews.decide' : 'reviews.sale')}
          </TouchButton>
        )}
        <TouchButton
          isWide
          isBusy={isBusy}
          icon={<IconChecks />}
          why={isHeld ? t('reviews.decideFirst') : undefined}
          testId="review-close"
          onPress={() => {
            void call('closeReview', { id }).then((closed) => {
              if (closed !== undefined) sayDone(t('reviews.closed'), closed.sequence);
            });
          }}
        >
          {t('reviews.close')}
        </TouchButton>
      </div>
    </li>
  );
}

/** The review list, newest first. */
export function Reviews(): ReactElement {
  const { t } = useTranslation();
  const entries = useReviews();
  return (
    <Screen title={t('reviews.title')}>
      {entries?.length === 0 ? (
        <EmptyState icon={<IconChecks />} why={t('reviews.none')} />
      ) : (
        <ul className={styles['reviews']} data-testid="reviews">
          {(entries ?? []).map((entry) => (
            <Review key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
    </Screen>
  );
}

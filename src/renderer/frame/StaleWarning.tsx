import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { STALE_MS, useKiosk } from '../store/kiosk-store.ts';
import styles from './Frame.module.css';

/** Warns that the screen may be out of date. */
export function StaleWarning(): ReactElement | null {
  const { t } = useTranslation();
  const ageMs = useKiosk((state) => state.ageMs);
  if (ageMs <= STALE_MS) return null;
  return (
    <p className={styles['stale']} data-tone="attention" role="alert" data-testid="stale">
      {t('frame.stale', { seconds: Math.floor(ageMs / 1_000) })}
    </p>
  );
}

import type { PostedQr } from '#core/kiosk/snapshot.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import common from '../../theme/common.module.css';
import styles from './status.module.css';
import { cx } from '../../theme/cx.ts';

/** The same QR as on the posted sheet. */
export function PostedQr({ qr }: { readonly qr: PostedQr | undefined }): ReactElement {
  const { t } = useTranslation();
  return (
    <figure className={cx(common['card'], styles['code'])} data-testid="posted-qr">
      {qr === undefined ? (
        <p>{t('status.noCode')}</p>
      ) : (
        <img
          alt={t('status.postedCode')}
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(qr.svg)}`}
        />
      )}
      <figcaption>{t('status.postedCode')}</figcaption>
    </figure>
  );
}

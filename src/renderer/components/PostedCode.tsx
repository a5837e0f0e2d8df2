import type { PostedQr } from '#core/kiosk/snapshot.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

interface PostedCodeProps {
  readonly qr: PostedQr | undefined;
  readonly location: string | undefined;
}

/** The QR that is posted on the machine, as it is. */
export function PostedCode({ qr, location }: PostedCodeProps): ReactElement {
  const { t } = useTranslation();
  return (
    <figure className="card code" data-testid="posted-qr">
      {qr === undefined ? (
        <p>{t('noCode')}</p>
      ) : (
        <img
          alt={t('postedCode')}
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(qr.svg)}`}
        />
      )}
      <figcaption>{location ?? t('postedCode')}</figcaption>
    </figure>
  );
}

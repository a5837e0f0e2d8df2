import {
  IconActivityHeartbeat,
  IconDots,
  IconGridDots,
  IconPackageImport,
  IconQrcode,
  IconReceipt,
  type Icon,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { goTo } from '../store/navigation.ts';
import type { Shown } from '../store/screen-names.ts';
import { usePress } from '../touch/use-press.ts';
import { PLACES, type Place } from './screen-entry.ts';
import common from '../theme/common.module.css';
import styles from './Frame.module.css';

const ICONS: Readonly<Record<Exclude<Place, 'home'>, Icon>> = {
  machine: IconGridDots,
  refill: IconPackageImport,
  sales: IconReceipt,
  sheet: IconQrcode,
  health: IconActivityHeartbeat,
  more: IconDots,
};

export interface RailPlace {
  readonly place: Place;
  readonly leadsTo: Shown;
  readonly badge: number;
}

interface PlaceButtonProps {
  readonly place: Exclude<Place, 'home'>;
  readonly leadsTo: Shown;
  readonly badge: number;
  readonly isCurrent: boolean;
}

function PlaceButton({ place, leadsTo, badge, isCurrent }: PlaceButtonProps): ReactElement {
  const { t } = useTranslation();
  const press = usePress(() => {
    goTo(leadsTo);
  });
  const PlaceIcon = ICONS[place];
  return (
    <button
      type="button"
      className={styles['place']}
      aria-current={isCurrent ? 'page' : undefined}
      data-testid={`place-${place}`}
      data-opens={leadsTo}
      {...press}
    >
      <PlaceIcon aria-hidden="true" />
      <span>{t(`frame.place.${place}`)}</span>
      {badge > 0 ? (
        <span className={styles['badge']}>
          {badge}
          <span className={common['hidden-words']} data-part="hidden-words">
            {t('frame.toReview')}
          </span>
        </span>
      ) : null}
    </button>
  );
}

interface RailProps {
  readonly places: readonly RailPlace[];
  readonly current: Place;
}

/** The six places of service mode, always visible, with the current one marked. */
export function Rail({ places, current }: RailProps): ReactElement {
  const { t } = useTranslation();
  return (
    <nav className={styles['rail']} aria-label={t('frame.places')}>
      {PLACES.map((place) => {
        const found = places.find((one) => one.place === place);
        return found === undefined ? null : (
          <PlaceButton
            key={place}
            place={place}
            leadsTo={found.leadsTo}
            badge={found.badge}
            isCurrent={place === current}
          />
        );
      })}
    </nav>
  );
}

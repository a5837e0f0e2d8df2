import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSnapshot } from '../store/kiosk-store.ts';
import { open } from '../store/navigation.ts';
import { TouchButton } from '../touch/TouchButton.tsx';
import type { OfferedScreen } from './offered-screens.ts';
import { Screen } from './Screen.tsx';
import common from '../theme/common.module.css';

/** One tile for each screen that is not in the rail. */
export function More({ tiles }: { readonly tiles: readonly OfferedScreen[] }): ReactElement {
  const { t } = useTranslation();
  const snapshot = useSnapshot();
  return (
    <Screen title={t('frame.place.more')}>
      <ul className={common['tiles']}>
        {tiles.map(({ name, entry }) => {
          const badge = entry.badge?.(snapshot) ?? 0;
          const TileIcon = entry.icon;
          return (
            <li key={name}>
              <TouchButton
                isWide
                icon={<TileIcon aria-hidden="true" />}
                opens={name}
                testId={`tile-${name}`}
                note={badge > 0 ? t('frame.waiting', { count: badge }) : undefined}
                onPress={() => {
                  open(name);
                }}
              >
                {t(entry.title)}
              </TouchButton>
            </li>
          );
        })}
      </ul>
    </Screen>
  );
}

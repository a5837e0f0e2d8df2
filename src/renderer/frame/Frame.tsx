import type { SessionView } from '#core/people/person.ts';
import { Suspense, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useKiosk, useSnapshot } from '../store/kiosk-store.ts';
import { useVisit, type Visit } from '../store/navigation.ts';
import { usePanel } from '../theme/use-panel.ts';
import { More } from './More.tsx';
import { Rail, type RailPlace } from './Rail.tsx';
import { screenOfPlace, offeredScreens, type OfferedScreen } from './offered-screens.ts';
import { PLACES, type Place } from './screen-entry.ts';
import { SCREENS } from './screens.ts';
import { StaleWarning } from './StaleWarning.tsx';
import { TopBar } from './TopBar.tsx';
import { useSession } from './use-session.ts';
import styles from './Frame.module.css';

const WARN_MS = 15_000;

/** Warns before the automatic sign-out; any touch cancels it. */
function SignOutWarning({ endsAtMs }: { readonly endsAtMs: number }): ReactElement | null {
  const { t } = useTranslation();
  const nowMs = useKiosk((state) => state.nowMs);
  const leftMs = endsAtMs - nowMs;
  if (leftMs > WARN_MS) return null;
  return (
    <p
      className={styles['soon-out']}
      data-tone="attention"
      data-part="soon-out"
      role="alert"
      data-testid="soon-out"
    >
      {t('frame.soonOut', { seconds: Math.max(0, Math.ceil(leftMs / 1_000)) })}
    </p>
  );
}

interface ShownProps {
  readonly visit: Visit;
  readonly tiles: readonly OfferedScreen[];
}

function ShownScreen({ visit, tiles }: ShownProps): ReactElement {
  if (visit.screen === 'more') return <More tiles={tiles} />;
  const { component: Component } = SCREENS[visit.screen];
  return <Component params={visit.params} />;
}

function railOf(
  rooted: readonly OfferedScreen[],
  tiles: readonly OfferedScreen[],
  badge: number,
): readonly RailPlace[] {
  return PLACES.flatMap((place): readonly RailPlace[] => {
    if (place === 'more') return tiles.length === 0 ? [] : [{ place, leadsTo: 'more', badge }];
    const found = screenOfPlace(place, rooted);
    return found === undefined ? [] : [{ place, leadsTo: found.name, badge: 0 }];
  });
}

/** The frame of service mode: rail, top bar and one screen. */
export function Frame({ session }: { readonly session: SessionView }): ReactElement {
  useSession(session);
  const snapshot = useSnapshot();
  const visit = useVisit();
  const { rail, isLow } = usePanel();
  const rooted = offeredScreens('place', snapshot, session.role);
  const tiles = offeredScreens('tile', snapshot, session.role);
  const current: Place = visit.screen === 'more' ? 'more' : SCREENS[visit.screen].place;
  return (
    <div
      className={styles['frame']}
      data-part="frame"
      data-rail={rail}
      data-low={isLow}
      data-screen={visit.screen}
      data-testid="frame"
    >
      <TopBar session={session} />
      <Rail places={railOf(rooted, tiles, snapshot.reviewCount)} current={current} />
      <main className={styles['stage']}>
        <StaleWarning />
        <Suspense fallback={null}>
          <ShownScreen visit={visit} tiles={tiles} key={JSON.stringify(visit)} />
        </Suspense>
        <SignOutWarning endsAtMs={session.endsAtMs} />
      </main>
    </div>
  );
}

import { brandOn } from '#core/market/brand.ts';
import { marketDay } from '#core/time/market-day.ts';
import { marketOf } from '#core/money/money.ts';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Frame } from './frame/Frame.tsx';
import { setBrand } from './locales/index.ts';
import { ConfirmByDoor } from './screens/session/ConfirmByDoor.tsx';
import { SignIn } from './screens/session/SignIn.tsx';
import { Status } from './screens/status/Status.tsx';
import { useKiosk } from './store/kiosk-store.ts';
import { useScreenSettings } from './store/screen-settings.ts';
import { useTheme } from './theme/use-theme.ts';
import styles from './frame/Frame.module.css';

/** Shows the public status page, the sign-in, or service mode for whoever is signed in. */
export function App(): ReactElement {
  useTheme();
  const { t, i18n } = useTranslation();
  const language = useScreenSettings((state) => state.language);
  const hasSnapshot = useKiosk((state) => state.snapshot !== undefined);
  const session = useKiosk((state) => state.snapshot?.service.session);
  const doorWait = useKiosk((state) => state.snapshot?.service.doorWait);
  const [isSigningIn, setIsSigningIn] = useState(false);
  const brand = useKiosk(({ snapshot }) =>
    snapshot === undefined
      ? undefined
      : brandOn(marketDay(marketOf(snapshot.currency), snapshot.atMs)),
  );
  useEffect(() => {
    if (brand !== undefined) setBrand(i18n, brand);
    // Re-renders everything on the screen.
    void i18n.changeLanguage(language);
    document.documentElement.lang = language;
  }, [i18n, language, brand]);
  const close = (): void => {
    setIsSigningIn(false);
  };
  if (!hasSnapshot) return <p className={styles['starting']}>{t('frame.starting')}</p>;
  if (session !== undefined) return <Frame session={session} />;
  if (doorWait !== undefined) return <ConfirmByDoor wait={doorWait} />;
  if (isSigningIn) return <SignIn onClose={close} />;
  return (
    <Status
      onService={() => {
        setIsSigningIn(true);
      }}
    />
  );
}

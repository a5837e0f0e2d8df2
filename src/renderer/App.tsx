import { useEffect, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { LastSales } from './components/LastSales.tsx';
import { Links } from './components/Links.tsx';
import { PostedCode } from './components/PostedCode.tsx';
import { SaleSteps } from './components/SaleSteps.tsx';
import { StateBlock } from './components/StateBlock.tsx';
import { Stock } from './components/Stock.tsx';
import { speak, useKiosk } from './store/kiosk-store.ts';
import { formatTime } from './text.ts';

/** A snapshot older than this is said to be old (design §8). */
const STALE_MS = 2_000;

function LanguageButton(): ReactElement {
  const { t } = useTranslation();
  const language = useKiosk((state) => state.language);
  return (
    <button
      type="button"
      className="language"
      data-testid="language"
      onClick={() => {
        speak(language === 'en' ? 'nb' : 'en');
      }}
    >
      {t('language')}
    </button>
  );
}

function Stale(): ReactElement | null {
  const { t } = useTranslation();
  const ageMs = useKiosk((state) => state.nowMs - state.heardAtMs);
  if (ageMs <= STALE_MS) return null;
  return (
    <p className="stale" role="alert" data-testid="stale">
      {t('stale', { seconds: Math.floor(ageMs / 1000) })}
    </p>
  );
}

/** The one screen: the machine's state, the running sale, links, last sales, stock and the posted code. */
export function App(): ReactElement {
  const { t, i18n } = useTranslation();
  const snapshot = useKiosk((state) => state.snapshot);
  const language = useKiosk((state) => state.language);
  const nowMs = useKiosk((state) => state.nowMs);
  useEffect(() => {
    void i18n.changeLanguage(language);
    document.documentElement.lang = language;
  }, [i18n, language]);
  if (snapshot === undefined) return <p className="starting">{t('starting')}</p>;
  return (
    <div className="screen">
      <header>
        <b>{snapshot.location ?? snapshot.machineId}</b>
        <span>{snapshot.machineId}</span>
        <time>{formatTime(nowMs, language)}</time>
        <LanguageButton />
      </header>
      <Stale />
      <main>
        <div className="main-column">
          <StateBlock snapshot={snapshot} />
          {snapshot.sale === undefined ? (
            <Stock notes={snapshot.stockNotes} />
          ) : (
            <SaleSteps sale={snapshot.sale} currency={snapshot.currency} />
          )}
          <Links snapshot={snapshot} />
        </div>
        <div className="side-column">
          <PostedCode qr={snapshot.qr} location={snapshot.location} />
          <LastSales snapshot={snapshot} />
        </div>
      </main>
    </div>
  );
}

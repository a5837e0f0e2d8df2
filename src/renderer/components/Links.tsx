import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

const LOOK = {
  up: { icon: '✓', word: 'linkUp', role: 'ready' },
  opening: { icon: '…', word: 'linkOpening', role: 'attention' },
  down: { icon: '✕', word: 'linkDown', role: 'stopped' },
} as const;

interface LinkProps {
  readonly name: string;
  readonly testId: string;
  readonly state: keyof typeof LOOK;
  readonly detail: string;
}

function Link({ name, testId, state, detail }: LinkProps): ReactElement {
  const { t } = useTranslation();
  const look = LOOK[state];
  return (
    <li data-testid={testId} data-state={state}>
      <span className={`dot ${look.role}`} aria-hidden="true">
        {look.icon}
      </span>
      <span>
        <b>{name}</b> {t(look.word)}
        <small>{detail}</small>
      </span>
    </li>
  );
}

/** Both links, each with a word, a colour and its detail. */
export function Links({ snapshot }: { readonly snapshot: KioskSnapshot }): ReactElement {
  const { t } = useTranslation();
  const { relay, hardware } = snapshot;
  const latency = relay.latencyMs === undefined ? '' : `${String(relay.latencyMs)} ms`;
  return (
    <section className="card">
      <h2>{t('links')}</h2>
      <ul className="links">
        <Link
          name={t('relay')}
          testId="link-relay"
          state={relay.state}
          detail={relay.state === 'up' ? latency : relay.detail}
        />
        <Link
          name={t('adapter')}
          testId="link-hardware"
          state={hardware.state}
          detail={hardware.detail}
        />
      </ul>
    </section>
  );
}

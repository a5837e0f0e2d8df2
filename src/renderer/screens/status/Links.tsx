import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { StateMark, type Role } from '../../touch/marks.tsx';
import common from '../../theme/common.module.css';
import styles from './status.module.css';
import { cx } from '../../theme/cx.ts';

interface Look {
  readonly role: Role;
  readonly word: string;
}

const LOOK = {
  up: { role: 'ready', word: 'status.linkUp' },
  opening: { role: 'attention', word: 'status.linkOpening' },
  down: { role: 'stopped', word: 'status.linkDown' },
} as const satisfies Record<string, Look>;

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
      <StateMark role={look.role}>
        {name}: {t(look.word)}
      </StateMark>
      <small className={common['quiet']}>{detail}</small>
    </li>
  );
}

/** Both links: state, colour and detail. */
export function Links({ snapshot }: { readonly snapshot: KioskSnapshot }): ReactElement {
  const { t } = useTranslation();
  const { relay, hardware, machine } = snapshot;
  const latency = relay.latencyMs === undefined ? '' : `${String(relay.latencyMs)} ms`;
  return (
    <ul className={cx(common['card'], styles['links'])} aria-label={t('status.links')}>
      <Link
        name={t('status.relay')}
        testId="link-relay"
        state={relay.state}
        detail={relay.state === 'up' ? latency : relay.detail}
      />
      <Link
        name={machine.capabilities.motorTest ? t('status.board') : t('status.adapter')}
        testId="link-hardware"
        state={hardware.state}
        detail={hardware.detail}
      />
    </ul>
  );
}

import type { NetworkFinding } from '#core/setup/setup.ts';
import { IconNetwork } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../touch/use-call.ts';
import { StateMark, type Role } from '../../touch/marks.tsx';
import { TextField } from '../../touch/TextField.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { NextButton, StepFrame } from './StepFrame.tsx';
import { openAfter, useSetup } from './use-setup.ts';
import common from '../../theme/common.module.css';
import styles from './setup.module.css';
import { cx } from '../../theme/cx.ts';

const ROLES: Readonly<Record<NetworkFinding['state'], Role>> = {
  fine: 'ready',
  failed: 'stopped',
  notAsked: 'neutral',
};

function Finding({ finding }: { readonly finding: NetworkFinding }): ReactElement {
  const { t } = useTranslation();
  const { check, state, detail } = finding;
  return (
    <li
      className={cx(common['card'], styles['finding'])}
      data-testid={`network-${check}`}
      data-state={state}
    >
      <StateMark role={ROLES[state]}>{t(`setup.network.${check}`)}</StateMark>
      <small>
        {state === 'failed' ? `${t(`setup.network.${check}Failed`)} ` : ''}
        {state === 'notAsked' ? t('setup.network.notAsked') : detail}
      </small>
    </li>
  );
}

const SCHEME = 'https://';

/** Set-up step: tests the network to the relay, hop by hop. */
export function NetworkStep(): ReactElement {
  const { t } = useTranslation();
  const setup = useSetup();
  const { call, isBusy } = useCall();
  const [typed, setTyped] = useState<string>();
  const [findings, setFindings] = useState<readonly NetworkFinding[]>([]);
  const relayUrl = typed ?? setup?.relayUrl ?? '';
  const isFine = findings.length > 0 && findings.every(({ state }) => state !== 'failed');
  const check = (): void => {
    void call('checkNetwork', { relayUrl }).then((found) => {
      if (found !== undefined) setFindings(found);
    });
  };
  return (
    <StepFrame
      step="network"
      primary={
        isFine ? (
          <NextButton
            onPress={() => {
              openAfter('network');
            }}
          />
        ) : (
          <TouchButton
            look="primary"
            icon={<IconNetwork />}
            isBusy={isBusy}
            why={relayUrl === '' || relayUrl === SCHEME ? t('setup.relayFirst') : undefined}
            testId="setup-check"
            onPress={check}
          >
            {t('setup.check')}
          </TouchButton>
        )
      }
    >
      <TextField
        label={t('setup.relayUrl')}
        value={relayUrl === '' ? SCHEME : relayUrl}
        maxLength={200}
        isPlain
        testId="setup-relay-url"
        onChange={(url) => {
          setTyped(url);
          setFindings([]);
        }}
      />
      <ul className={styles['list']}>
        {findings.map((finding) => (
          <Finding key={finding.check} finding={finding} />
        ))}
      </ul>
    </StepFrame>
  );
}

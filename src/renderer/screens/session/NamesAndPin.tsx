import type { SignInName } from '#contract/ipc/topics/session.ts';
import { IconUser } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useKiosk } from '../../store/kiosk-store.ts';
import { ask, useRefusalSentence } from '../../touch/use-call.ts';
import { PinPad } from '../../touch/PinPad.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import styles from './session.module.css';

interface NamesAndPinProps {
  /** The names to choose from; empty where the PIN pad needs all the room. */
  readonly names: readonly SignInName[];
  readonly person: SignInName | undefined;
  readonly onPick: (personId: string) => void;
  readonly onDone: () => void;
}

/** The people of this machine, beside the PIN pad. */
export function NamesAndPin({ names, person, onPick, onDone }: NamesAndPinProps): ReactElement {
  const { t } = useTranslation();
  const sentence = useRefusalSentence();
  const nowMs = useKiosk((state) => state.nowMs);
  const [says, setSays] = useState<string>();
  const signIn = (pin: string): void => {
    if (person === undefined) {
      setSays(t('session.pickFirst'));
      return;
    }
    setSays(undefined);
    void ask('signIn', { personId: person.personId, pin }).then((answer) => {
      if (answer.ok) onDone();
      else setSays(sentence(answer.error));
    });
  };
  return (
    <main className={styles['body']} data-alone={names.length === 0}>
      {names.length === 0 ? null : (
        <ul className={styles['names']} aria-label={t('session.people')}>
          {names.map((name) => {
            const isLocked = name.lockedUntilMs !== undefined && name.lockedUntilMs > nowMs;
            const role = t(`session.kind.${name.role}`);
            return (
              <li key={name.personId}>
                <TouchButton
                  isWide
                  icon={<IconUser aria-hidden="true" />}
                  isPressed={name.personId === person?.personId}
                  note={isLocked ? t('session.locked') : role}
                  testId={`person-${name.name}`}
                  onPress={() => {
                    onPick(name.personId);
                    setSays(undefined);
                  }}
                >
                  {name.name}
                </TouchButton>
              </li>
            );
          })}
        </ul>
      )}
      <PinPad
        testId="sign-in-pin"
        key={person?.personId}
        label={
          person === undefined ? t('session.pickFirst') : t('session.pin', { name: person.name })
        }
        says={says}
        onPin={signIn}
      />
    </main>
  );
}

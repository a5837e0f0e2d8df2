import type { SignInName } from '#contract/ipc/topics/session.ts';
import { IconUser } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useKiosk } from '../../store/kiosk-store.ts';
import { ask, useRefusalSentence } from '../../touch/call.ts';
import { PinPad } from '../../touch/PinPad.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';

interface NamesAndPinProps {
  readonly names: readonly SignInName[];
  readonly onDone: () => void;
}

/** The people of this machine beside the pad for their PIN. */
export function NamesAndPin({ names, onDone }: NamesAndPinProps): ReactElement {
  const { t } = useTranslation();
  const sentence = useRefusalSentence();
  const nowMs = useKiosk((state) => state.nowMs);
  const [personId, setPersonId] = useState(names.length === 1 ? names[0]?.personId : undefined);
  const [says, setSays] = useState<string>();
  const person = names.find((name) => name.personId === personId);
  const signIn = (pin: string): void => {
    if (person === undefined) {
      setSays(t('signIn.pickFirst'));
      return;
    }
    setSays(undefined);
    void ask('signIn', { personId: person.personId, pin }).then((answer) => {
      if (answer.ok) onDone();
      else setSays(sentence(answer.error));
    });
  };
  return (
    <main className="sign-in-body">
      <ul className="sign-in-names" aria-label={t('signIn.people')}>
        {names.map((name) => {
          const isLocked = name.lockedUntilMs !== undefined && name.lockedUntilMs > nowMs;
          const role = t(`signIn.role.${name.role}`);
          return (
            <li key={name.personId}>
              <TouchButton
                isWide
                icon={<IconUser aria-hidden="true" />}
                isPressed={name.personId === personId}
                note={isLocked ? t('signIn.locked') : role}
                testId={`person-${name.name}`}
                onPress={() => {
                  setPersonId(name.personId);
                  setSays(undefined);
                }}
              >
                {name.name}
              </TouchButton>
            </li>
          );
        })}
      </ul>
      <PinPad
        testId="sign-in-pin"
        key={personId}
        label={
          person === undefined ? t('signIn.pickFirst') : t('signIn.pin', { name: person.name })
        }
        says={says}
        onPin={signIn}
      />
    </main>
  );
}

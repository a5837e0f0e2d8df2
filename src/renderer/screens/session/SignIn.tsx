import type { SignInName } from '#contract/ipc/topics/session.ts';
import { IconArrowLeft, IconUser } from '@tabler/icons-react';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguagePicker } from '../../frame/LanguagePicker.tsx';
import { useScreenSettings } from '../../store/screen-settings.ts';
import { usePanel } from '../../theme/use-panel.ts';
import { ask, useRefusalSentence } from '../../touch/use-call.ts';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { FirstOwner } from './FirstOwner.tsx';
import { NamesAndPin } from './NamesAndPin.tsx';
import styles from './session.module.css';

interface SignInProps {
  readonly onClose: () => void;
}

interface Picked {
  readonly person: SignInName | undefined;
  /** Glove-sized keys leave no room for the names: show the PIN pad alone. */
  readonly isAlone: boolean;
  readonly canPickAgain: boolean;
  readonly pick: (personId: string | undefined) => void;
}

/** The chosen person, or the only one there is. */
function usePicked(names: readonly SignInName[]): Picked {
  const [personId, pick] = useState<string>();
  const { isLow } = usePanel();
  const isGloved = useScreenSettings((state) => state.isGloved);
  const only = names.length === 1 ? names[0] : undefined;
  const person = only ?? names.find((name) => name.personId === personId);
  const isAlone = isLow && isGloved && person !== undefined;
  return { person, isAlone, canPickAgain: isAlone && only === undefined, pick };
}

/** Sign-in by name and PIN; on a new machine, creates the first owner. */
export function SignIn({ onClose }: SignInProps): ReactElement {
  const { t } = useTranslation();
  const sentence = useRefusalSentence();
  const [names, setNames] = useState<readonly SignInName[]>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    let isGone = false;
    void ask('listSignIns', {}).then((answer) => {
      if (isGone) return;
      if (answer.ok) setNames(answer.value);
      else setFailure(sentence(answer.error));
    });
    return () => {
      isGone = true;
    };
  }, [sentence]);
  const isFirst = names?.length === 0;
  const { person, isAlone, canPickAgain, pick } = usePicked(names ?? []);
  return (
    <div className={styles['sign-in']} data-testid="sign-in">
      <header>
        <TouchButton
          icon={<IconArrowLeft />}
          onPress={() => {
            if (canPickAgain) pick(undefined);
            else onClose();
          }}
          testId="sign-in-back"
        >
          {t('frame.back')}
        </TouchButton>
        <h1>{isFirst ? t('session.firstOwner') : t('session.who')}</h1>
        <LanguagePicker />
      </header>
      {failure === undefined ? null : (
        <p role="alert">
          <IconUser aria-hidden="true" /> {failure}
        </p>
      )}
      {isFirst ? <FirstOwner onDone={onClose} /> : null}
      {names === undefined || isFirst ? null : (
        <NamesAndPin names={isAlone ? [] : names} person={person} onPick={pick} onDone={onClose} />
      )}
    </div>
  );
}

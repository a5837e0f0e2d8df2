import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useScreenSettings } from '../../store/screen-settings.ts';
import { ask, useRefusalSentence } from '../../touch/use-call.ts';
import { PinPad } from '../../touch/PinPad.tsx';
import { TextField } from '../../touch/TextField.tsx';
import styles from './session.module.css';

/** Creates the first owner on a new machine, with the current screen language. */
export function FirstOwner({ onDone }: { readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation();
  const sentence = useRefusalSentence();
  const language = useScreenSettings((state) => state.language);
  const [name, setName] = useState('');
  const [firstPin, setFirstPin] = useState<string>();
  const [says, setSays] = useState<string>();
  const take = (pin: string): void => {
    setSays(undefined);
    if (name === '') {
      setSays(t('session.nameFirst'));
    } else if (firstPin === undefined) {
      setFirstPin(pin);
    } else if (pin === firstPin) {
      void ask('createFirstOwner', { name, pin, language }).then((answer) => {
        if (answer.ok) onDone();
        else {
          setFirstPin(undefined);
          setSays(sentence(answer.error));
        }
      });
    } else {
      setFirstPin(undefined);
      setSays(t('session.pinsDiffer'));
    }
  };
  return (
    <main className={styles['body']}>
      <div className={styles['names']}>
        <p>{t('session.firstWhy')}</p>
        <TextField
          label={t('session.name')}
          value={name}
          maxLength={40}
          placeholder={t('session.namePlaceholder')}
          check={(typed) => (typed === '' ? t('session.nameFirst') : undefined)}
          testId="owner-name"
          onChange={setName}
        />
      </div>
      <PinPad
        testId="first-pin"
        label={firstPin === undefined ? t('session.choosePin') : t('session.repeatPin')}
        says={says}
        onPin={take}
      />
    </main>
  );
}

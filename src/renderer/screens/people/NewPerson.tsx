import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { open } from '../../store/navigation.ts';
import { useScreenSettings } from '../../store/screen-settings.ts';
import { sayDone } from '../../store/toast.ts';
import { ask, useRefusalSentence } from '../../touch/use-call.ts';
import { NewPin } from './NewPin.tsx';
import { PersonFields, type PersonDraft } from './PersonFields.tsx';
import common from '../../theme/common.module.css';
import styles from './people.module.css';

/** Adds a person: name and role, then a PIN that they type themselves. */
export function NewPerson(): ReactElement {
  const { t } = useTranslation();
  const sentence = useRefusalSentence();
  const language = useScreenSettings((state) => state.language);
  const [person, setPerson] = useState<PersonDraft>({ name: '', role: 'technician', language });
  const add = async (pin: string): Promise<string | undefined> => {
    if (person.name === '') return t('people.nameEmpty');
    const answer = await ask('addPerson', { ...person, pin });
    if (!answer.ok) return sentence(answer.error);
    sayDone(t('people.added', { name: person.name }), answer.value.sequence);
    open('people');
    return undefined;
  };
  return (
    <Screen title={t('people.add')}>
      <div className={styles['person']}>
        <div className={common['list']}>
          <PersonFields
            person={person}
            onChange={(change) => {
              setPerson({ ...person, ...change });
            }}
          />
          <p className={common['quiet']}>{t('people.pinHow')}</p>
        </div>
        <NewPin onPin={add} />
      </div>
    </Screen>
  );
}

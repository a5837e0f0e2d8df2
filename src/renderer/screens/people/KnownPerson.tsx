import type { PersonView } from '#contract/ipc/topics/people.ts';
import { IconKey, IconUserMinus } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { open } from '../../store/navigation.ts';
import { sayDone } from '../../store/toast.ts';
import { ask, useCall, useRefusalSentence } from '../../touch/use-call.ts';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { NewPin } from './NewPin.tsx';
import { PersonFields } from './PersonFields.tsx';
import common from '../../theme/common.module.css';
import styles from './people.module.css';

/** Edits a person. Each change is saved at once and can be undone, except a new PIN. */
export function KnownPerson({ person }: { readonly person: PersonView }): ReactElement {
  const { t } = useTranslation();
  const sentence = useRefusalSentence();
  const { call, isBusy } = useCall();
  const { service } = useSnapshot();
  const [isPinAsked, setIsPinAsked] = useState(false);
  const { personId, name } = person;
  const isOneself = service.session?.personId === personId;
  const setPin = async (pin: string): Promise<string | undefined> => {
    const answer = await ask('setPin', { personId, pin });
    if (!answer.ok) return sentence(answer.error);
    setIsPinAsked(false);
    sayDone(t('people.pinSet', { name }));
    return undefined;
  };
  return (
    <Screen title={name}>
      <div className={styles['person']}>
        <div className={common['list']}>
          <PersonFields
            person={person}
            onChange={(change) => {
              void call('editPerson', { personId, ...change }).then((done) => {
                if (done?.sequence !== undefined) {
                  sayDone(t('people.edited', { name: change.name ?? name }), done.sequence);
                }
              });
            }}
          />
        </div>
        {isPinAsked ? (
          <NewPin onPin={setPin} />
        ) : (
          <div className={common['list']}>
            <TouchButton
              isWide
              icon={<IconKey />}
              note={t('people.newPinNote')}
              testId="person-pin"
              onPress={() => {
                setIsPinAsked(true);
              }}
            >
              {t('people.newPin')}
            </TouchButton>
            <TouchButton
              isWide
              icon={<IconUserMinus />}
              isBusy={isBusy}
              note={t('people.removeNote')}
              why={isOneself ? t('people.notOneself') : undefined}
              testId="person-remove"
              onPress={() => {
                void call('removePerson', { personId }).then((done) => {
                  if (done === undefined) return;
                  sayDone(t('people.removed', { name }), done.sequence);
                  open('people');
                });
              }}
            >
              {t('people.remove')}
            </TouchButton>
          </div>
        )}
      </div>
    </Screen>
  );
}

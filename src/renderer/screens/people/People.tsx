import type { PersonView } from '#contract/ipc/topics/people.ts';
import { IconUser, IconUserPlus } from '@tabler/icons-react';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGE_NAMES } from '../../frame/language-names.ts';
import { Screen } from '../../frame/Screen.tsx';
import { useKiosk } from '../../store/kiosk-store.ts';
import { open } from '../../store/navigation.ts';
import { useToast } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';
import { TouchButton } from '../../touch/TouchButton.tsx';
import common from '../../theme/common.module.css';

const MINUTE_MS = 60_000;

/** Who may sign in at this machine. */
export function People(): ReactElement {
  const { t } = useTranslation();
  const { call } = useCall();
  const nowMs = useKiosk((state) => state.nowMs);
  const toastId = useToast((state) => state.toast?.id);
  const [people, setPeople] = useState<readonly PersonView[]>([]);
  useEffect(() => {
    let isGone = false;
    void call('listPeople', {}).then((answer) => {
      if (!isGone && answer !== undefined) setPeople(answer);
    });
    return () => {
      isGone = true;
    };
  }, [call, toastId]);
  const noteOf = ({ role, language, lockedUntilMs }: PersonView): string => {
    const what = `${t(`people.role.${role}`)} · ${LANGUAGE_NAMES[language]}`;
    const leftMs = (lockedUntilMs ?? 0) - nowMs;
    if (leftMs <= 0) return what;
    return `${what} · ${t('people.locked', { minutes: Math.ceil(leftMs / MINUTE_MS) })}`;
  };
  return (
    <Screen
      title={t('people.title')}
      primary={
        <TouchButton
          look="primary"
          icon={<IconUserPlus />}
          testId="person-add"
          onPress={() => {
            open('person');
          }}
        >
          {t('people.add')}
        </TouchButton>
      }
    >
      <ul className={common['list']}>
        {people.map((person) => (
          <li key={person.personId}>
            <TouchButton
              isWide
              icon={<IconUser aria-hidden="true" />}
              note={noteOf(person)}
              testId={`person-${person.name}`}
              onPress={() => {
                open('person', { personId: person.personId });
              }}
            >
              {person.name}
            </TouchButton>
          </li>
        ))}
      </ul>
    </Screen>
  );
}

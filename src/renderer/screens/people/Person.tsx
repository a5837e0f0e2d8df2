import type { PersonView } from '#contract/ipc/topics/people.ts';
import type { ReactElement } from 'react';
import { useEffect, useState } from 'react';
import type { ScreenProps } from '../../store/screen-names.ts';
import { useToast } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';
import { KnownPerson } from './KnownPerson.tsx';
import { NewPerson } from './NewPerson.tsx';

/** Edits the person `personId`, or adds a new one if there is none. */
export function Person({ params }: ScreenProps): ReactElement | null {
  const { personId } = params;
  const { call } = useCall();
  const toastId = useToast((state) => state.toast?.id);
  const [person, setPerson] = useState<PersonView>();
  useEffect(() => {
    let isGone = false;
    if (personId !== undefined) {
      void call('listPeople', {}).then((answer) => {
        const found = answer?.find((one) => one.personId === personId);
        if (!isGone && found !== undefined) setPerson(found);
      });
    }
    return () => {
      isGone = true;
    };
  }, [call, personId, toastId]);
  if (personId === undefined) return <NewPerson />;
  return person === undefined ? null : <KnownPerson person={person} />;
}

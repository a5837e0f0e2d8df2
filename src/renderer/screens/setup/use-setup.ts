import type { SetupView } from '#contract/ipc/topics/setup.ts';
import { SETUP_STEPS, type SetupStep } from '#core/setup/setup.ts';
import { useEffect, useState } from 'react';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { goTo, open } from '../../store/navigation.ts';
import { useToast } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';

/** Everything after the enrolment: the program serves a machine only then. */
export function needsMachine(step: SetupStep): boolean {
  return SETUP_STEPS.indexOf(step) > SETUP_STEPS.indexOf('relay');
}

/** Main's set-up, read again whenever something was said or the machine has got its name; undefined until it answered. */
export function useSetup(): SetupView | undefined {
  const { call } = useCall();
  const { machineId } = useSnapshot();
  const toastId = useToast((state) => state.toast?.id);
  const [view, setView] = useState<SetupView>();
  useEffect(() => {
    let isGone = false;
    void call('getSetup', {}).then((answer) => {
      if (!isGone && answer !== undefined) setView(answer);
    });
    return () => {
      isGone = true;
    };
  }, [call, machineId, toastId]);
  return view;
}

/** Opens one step; from there back to the list. */
export function openStep(step: SetupStep): void {
  goTo('setup');
  open('setupStep', { step });
}

/** To the step that follows, and from the last one to the list. */
export function openAfter(step: SetupStep): void {
  const next = SETUP_STEPS[SETUP_STEPS.indexOf(step) + 1];
  if (next === undefined) goTo('setup');
  else openStep(next);
}

import type { SetupView } from '#contract/ipc/topics/setup.ts';
import { SETUP_STEPS, type SetupStep } from '#core/setup/setup.ts';
import { useEffect, useState } from 'react';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { goTo, open } from '../../store/navigation.ts';
import { useToast } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';

/** Every step after enrolment needs a machine; before, the kiosk serves none. */
export function needsMachine(step: SetupStep): boolean {
  return SETUP_STEPS.indexOf(step) > SETUP_STEPS.indexOf('relay');
}

/** Main's view of the set-up, read again after each toast and after enrolment; undefined until the first answer. */
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

/** Opens a step; Back returns to the list. */
export function openStep(step: SetupStep): void {
  goTo('setup');
  open('setupStep', { step });
}

/** Opens the next step, or the list after the last one. */
export function openAfter(step: SetupStep): void {
  const next = SETUP_STEPS[SETUP_STEPS.indexOf(step) + 1];
  if (next === undefined) goTo('setup');
  else openStep(next);
}

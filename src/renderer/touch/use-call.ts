import type { CallMap, KioskCalls, Method } from '#contract/ipc/bridge.ts';
import type { IpcError } from '#contract/ipc/call.ts';
import type { Result } from '#core/base/result.ts';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { kioskBridge } from '../bridge.ts';
import { isStaleNow } from '../store/kiosk-store.ts';
import { sayRefused } from '../store/toast.ts';

interface CallOptions {
  /** It moves money: not asked while the screen does not know how things stand. */
  readonly isMoney?: boolean | undefined;
  /** The screen says itself why it was refused. */
  readonly isQuiet?: boolean | undefined;
}

export interface Caller {
  /** A call of this screen is on its way. */
  readonly isBusy: boolean;
  /** @returns what main answered; undefined where it refused, which has then been said in words. */
  readonly call: <M extends Method>(
    method: M,
    input: CallMap[M]['input'],
    options?: CallOptions,
  ) => Promise<CallMap[M]['output'] | undefined>;
}

/** Main's answer as it is, for who says the refusal in its own place. */
export async function ask<M extends Method>(
  method: M,
  input: CallMap[M]['input'],
): Promise<Result<CallMap[M]['output'], IpcError>> {
  const calls: KioskCalls = kioskBridge();
  return calls[method](input);
}

/** Why, in the words of the screen. */
export function useRefusalSentence(): (error: IpcError) => string {
  const { t } = useTranslation();
  return useCallback(
    (error) => {
      if (error.refusal !== undefined) {
        return t(`refusal.${error.refusal.code}`, { ...error.refusal.values });
      }
      return error.code === 'ipc/not-allowed' ? t('touch.notAllowed') : t('touch.failed');
    },
    [t],
  );
}

/** Asks main, and says in words when it refuses. */
export function useCall(): Caller {
  const { t } = useTranslation();
  const sentence = useRefusalSentence();
  const [open, setOpen] = useState(0);
  const call: Caller['call'] = useCallback(
    async (method, input, { isMoney = false, isQuiet = false } = {}) => {
      if (isMoney && isStaleNow()) {
        sayRefused(t('touch.stale'));
        return undefined;
      }
      setOpen((count) => count + 1);
      try {
        const answer = await ask(method, input);
        if (answer.ok) return answer.value;
        if (!isQuiet) sayRefused(sentence(answer.error));
        return undefined;
      } finally {
        setOpen((count) => count - 1);
      }
    },
    [t, sentence],
  );
  return { isBusy: open > 0, call };
}

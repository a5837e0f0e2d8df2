import type { CallMap, KioskCalls, Method } from '#contract/ipc/bridge.ts';
import type { IpcError } from '#contract/ipc/call.ts';
import type { Result } from '#core/base/result.ts';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { kioskBridge } from '../bridge.ts';
import { isStaleNow } from '../store/kiosk-store.ts';
import { sayRefused } from '../store/toast.ts';

interface CallOptions {
  /** Moves money: refused while the snapshot is stale. */
  readonly isMoney?: boolean | undefined;
  /** No toast: the screen itself shows the refusal. */
  readonly isQuiet?: boolean | undefined;
}

export interface Caller {
  /** A call of this component is running. */
  readonly isBusy: boolean;
  /** @returns main's answer; undefined when it refused (a toast has said why) */
  readonly call: <M extends Method>(
    method: M,
    input: CallMap[M]['input'],
    options?: CallOptions,
  ) => Promise<CallMap[M]['output'] | undefined>;
}

/** Calls main and returns the raw answer, for callers that show the refusal themselves. */
export async function ask<M extends Method>(
  method: M,
  input: CallMap[M]['input'],
): Promise<Result<CallMap[M]['output'], IpcError>> {
  const calls: KioskCalls = kioskBridge();
  return calls[method](input);
}

/** Turns a refusal into a sentence. */
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

/** Calls main; a toast shows a refusal. */
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

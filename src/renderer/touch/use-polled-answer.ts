import type { CallMap, Method } from '#contract/ipc/bridge.ts';
import { useEffect, useState } from 'react';
import { useCall } from './use-call.ts';

/**
 * Polls a read-only call; undefined until the first answer.
 * Keep `input` the same object while the question is the same.
 */
export function usePolledAnswer<M extends Method>(
  method: M,
  input: CallMap[M]['input'],
  everyMs: number,
): CallMap[M]['output'] | undefined {
  const { call } = useCall();
  const [found, setFound] = useState<CallMap[M]['output']>();
  useEffect(() => {
    let isGone = false;
    const read = (): void => {
      void call(method, input, { isQuiet: true }).then((answer) => {
        if (!isGone && answer !== undefined) setFound(answer);
      });
    };
    read();
    const timer = setInterval(read, everyMs);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [call, method, input, everyMs]);
  return found;
}

import type { IpcError } from '#contract/ipc/call.ts';
import type { RefusalCode } from '#contract/ipc/refusals.ts';
import { err, ok, type Result } from '#core/base/result.ts';

/** Refuses a call with a code that the screen has a sentence for. */
export function refuse(
  code: RefusalCode,
  values?: Readonly<Record<string, string | number>>,
): Result<never, IpcError> {
  return err({ code: 'ipc/refused', message: code, refusal: { code, values } });
}

/** Turns a result of core into the answer of a call. */
export function answerOf<Value>(result: Result<Value, RefusalCode>): Result<Value, IpcError> {
  return result.ok ? ok(result.value) : refuse(result.error);
}

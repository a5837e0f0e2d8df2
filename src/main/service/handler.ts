import type { Call, IpcError } from '#contract/ipc/call.ts';
import type { Result } from '#core/base/result.ts';
import type { Caller } from '#core/people/person.ts';

type AnyMap = object;

/** Main's side of one topic of the bridge. */
export type Handlers<Map extends AnyMap> = {
  readonly [M in keyof Map]: Map[M] extends Call<infer Input, infer Output>
    ? (input: Input, caller: Caller | undefined) => Promise<Result<Output, IpcError>>
    : never;
};

/** The name for the audit log. */
export function nameOf(caller: Caller | undefined): string {
  return caller?.name ?? 'nobody';
}

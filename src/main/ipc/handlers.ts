import { reasonOf } from '#core/base/errors.ts';
import { ADMISSION, channelOf } from '#contract/ipc/channels.ts';
import type { CallMap, Method } from '#contract/ipc/bridge.ts';
import type { Admission, IpcError } from '#contract/ipc/call.ts';
import type { RefusalCode } from '#contract/ipc/refusals.ts';
import { callSchemas } from '#contract/ipc/schemas.ts';
import type { Log } from '#core/base/ports.ts';
import { err, type Result } from '#core/base/result.ts';
import type { Caller } from '#core/people/person.ts';
import { isOurSender, type SendingFrame } from './guard-sender.ts';

/** Main's side of the bridge. `caller` is set for every call that needs a signed-in person. */
export type CallHandlers = {
  readonly [M in Method]: (
    input: CallMap[M]['input'],
    caller: Caller | undefined,
  ) => Promise<Result<CallMap[M]['output'], IpcError>>;
};

/** What Electron tells about a call, as far as it matters. */
interface Asked {
  readonly senderFrame: SendingFrame | null;
}

interface HandlerDeps {
  readonly ipcMain: {
    handle(channel: string, listener: (event: Asked, input: unknown) => Promise<unknown>): void;
  };
  /** Origin of our own pages. */
  readonly origin: string;
  readonly log: Log;
  /** The calls that are available now. */
  readonly calls: () => Partial<CallHandlers>;
  /** Who is signed in. */
  readonly caller: () => Caller | undefined;
}

function refusal(code: IpcError['code'], message: string): Result<never, IpcError> {
  return err({ code, message });
}

function admissionOf(method: Method): Admission {
  return ADMISSION[method];
}

/** Why this person may not call this method; undefined: they may. */
export function refusedFor(method: Method, caller: Caller | undefined): RefusalCode | undefined {
  const admission = admissionOf(method);
  if (admission === 'anyone') return undefined;
  if (caller === undefined) return 'not-signed-in';
  return admission === 'owner' && caller.role !== 'owner' ? 'owner-only' : undefined;
}

/** Registers every call of the bridge: checks sender and person, parses the argument, answers and logs a failure. */
export function registerHandlers({ ipcMain, origin, log, calls, caller }: HandlerDeps): void {
  async function answer<M extends Method>(
    method: M,
    event: Asked,
    input: unknown,
  ): Promise<Result<CallMap[M]['output'], IpcError>> {
    if (!isOurSender(event.senderFrame, origin)) {
      log.error('ipc.foreign-page', { method, url: event.senderFrame?.url });
      return refusal('ipc/foreign-sender', 'This page may not call the kiosk.');
    }
    const person = caller();
    const code = refusedFor(method, person);
    if (code !== undefined) {
      log.warn('ipc.not-allowed', { method, code });
      return err({ code: 'ipc/not-allowed', message: code, refusal: { code } });
    }
    const parsed = callSchemas[method].safeParse(input);
    if (!parsed.success) {
      log.error('ipc.argument-invalid', { method, error: parsed.error.message });
      return refusal('ipc/invalid-argument', 'The argument is not understood.');
    }
    try {
      const handle: CallHandlers[M] | undefined = calls()[method];
      if (handle !== undefined) return await handle(parsed.data, person);
      return err({ code: 'ipc/refused', message: method, refusal: { code: 'not-set-up' } });
    } catch (error) {
      const reason = reasonOf(error);
      log.error('ipc.call-failed', { method, reason });
      return refusal('ipc/failed', reason);
    }
  }
  const register = (method: Method): void => {
    ipcMain.handle(channelOf(method), (event, input) => answer(method, event, input));
  };
  for (const method of METHODS) register(method);
}

const METHODS = Object.keys(ADMISSION).filter((name): name is Method => name in ADMISSION);

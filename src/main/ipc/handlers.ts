import { CHANNELS } from '#contract/ipc/channels.ts';
import type { IpcError, KioskCalls } from '#contract/ipc/bridge.ts';
import { callSchemas } from '#contract/ipc/schemas.ts';
import type { Log } from '#core/ports.ts';
import { err, type Result } from '#core/result.ts';
import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { isOurSender } from './guard-sender.ts';

interface HandlerDeps {
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  /** Origin of our own pages. */
  readonly origin: string;
  readonly log: Log;
  readonly calls: KioskCalls;
}

type Method = keyof KioskCalls;

function refusal(code: IpcError['code'], message: string): Result<never, IpcError> {
  return err({ code, message });
}

/** Registers every call of the bridge: sender guarded, argument parsed, failure answered and logged. */
export function registerHandlers({ ipcMain, origin, log, calls }: HandlerDeps): void {
  const register = (method: Method): void => {
    ipcMain.handle(CHANNELS[method], async (event: IpcMainInvokeEvent, input: unknown) => {
      if (!isOurSender(event.senderFrame, origin)) {
        log.error('a call from a foreign page', { method, url: event.senderFrame?.url });
        return refusal('ipc/foreign-sender', 'This page may not call the kiosk.');
      }
      const parsed = callSchemas[method].safeParse(input);
      if (!parsed.success) {
        log.error('a call with a wrong argument', { method, error: parsed.error.message });
        return refusal('ipc/invalid-argument', 'The argument is not understood.');
      }
      return calls[method](parsed.data);
    });
  };
  for (const method of ['getSnapshot'] as const) register(method);
}

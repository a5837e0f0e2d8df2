import type { UpdateCallMap } from '#contract/ipc/topics/update.ts';
import { LARGEST_UPDATE_FILE, UPDATE_FILE_ENDING } from '#contract/update/update-file.ts';
import type { RefusalCode } from '#contract/ipc/refusals.ts';
import type { AuditLog } from '#core/changes/audit-log.ts';
import { ok, type Result } from '#core/base/result.ts';
import type { UpdateFault } from '#core/update/offer.ts';
import type { UsbFault, UsbSticks } from '#core/usb/usb.ts';
import type { Caller } from '#core/people/person.ts';
import { answerOf, refuse } from './answers.ts';
import { nameOf, type Handlers } from './handler.ts';

type StickFault = UpdateFault | UsbFault | 'interrupted';

/** What a person at the machine can do about versions. */
export interface UpdatePort {
  /** False: it is not that one that waits. */
  want(version: string): Promise<boolean>;
  /** `text`: the update file. @returns the version that is here now */
  takeFromStick(
    text: string,
    from: { readonly stickId: string; readonly name: string },
  ): Promise<Result<string, StickFault>>;
}

interface UpdateCallsDeps {
  /** Undefined: this computer has no chooser. */
  readonly updates: UpdatePort | undefined;
  readonly sticks: Pick<UsbSticks, 'files' | 'read'>;
  readonly changes: Pick<AuditLog, 'apply'>;
}

function isUsbFault(fault: StickFault): fault is UsbFault {
  return fault.startsWith('usb-');
}

function refusalOf(fault: StickFault): RefusalCode {
  return isUsbFault(fault) ? fault : (`update-${fault}` as const);
}

/** The calls of the screen of versions. */
export function createUpdateCalls({
  updates,
  sticks,
  changes,
}: UpdateCallsDeps): Handlers<UpdateCallMap> {
  /** A log that cannot be written keeps no machine from getting better. */
  function note(detail: string, caller: Caller | undefined): void {
    changes.apply({ kind: 'updateWanted', by: nameOf(caller), patches: [], detail });
  }

  return {
    installUpdate: async ({ version }, caller) => {
      if (updates === undefined || !(await updates.want(version))) return refuse('update-none');
      note(version, caller);
      return ok(null);
    },
    listStickUpdates: async ({ stickId }) =>
      answerOf(await sticks.files(stickId, UPDATE_FILE_ENDING)),
    installStickUpdate: async ({ stickId, name }, caller) => {
      if (updates === undefined) return refuse('not-offered');
      const file = await sticks.read(stickId, { name, mostBytes: LARGEST_UPDATE_FILE });
      if (!file.ok) return answerOf(file);
      const text = new TextDecoder().decode(file.value);
      const taken = await updates.takeFromStick(text, { stickId, name });
      if (!taken.ok) return refuse(refusalOf(taken.error));
      note(taken.value, caller);
      return ok({ version: taken.value });
    },
  };
}

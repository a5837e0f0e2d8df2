import type { UsbCallMap } from '#contract/ipc/topics/usb.ts';
import { ok } from '#core/base/result.ts';
import type { UsbSticks } from '#core/usb/usb.ts';
import { answerOf } from './answers.ts';
import type { Handlers } from './handler.ts';

const CATALOGUE_ENDING = '.csv';

/** The calls about plugged-in sticks and their files. */
export function createUsbCalls({ sticks }: { readonly sticks: UsbSticks }): Handlers<UsbCallMap> {
  return {
    listSticks: async () => ok(await sticks.list()),
    listStickFiles: async ({ stickId }) => answerOf(await sticks.files(stickId, CATALOGUE_ENDING)),
  };
}

import type { UsbStick } from '#core/usb/usb.ts';
import { usePolledAnswer } from '../../touch/use-polled-answer.ts';

const NOTHING = {};
const POLL_EVERY_MS = 1_000;

/** The USB sticks that are plugged in; undefined until the first answer. */
export function useUsbSticks(): readonly UsbStick[] | undefined {
  return usePolledAnswer('listSticks', NOTHING, POLL_EVERY_MS);
}

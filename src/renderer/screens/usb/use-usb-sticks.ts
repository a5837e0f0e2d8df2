import type { UsbStick } from '#core/usb/usb.ts';
import { usePolledAnswer } from '../../touch/use-polled-answer.ts';

const NOTHING = {};
const LOOK_EVERY_MS = 1_000;

/** The sticks that are plugged in now; undefined: not known yet. */
export function useUsbSticks(): readonly UsbStick[] | undefined {
  return usePolledAnswer('listSticks', NOTHING, LOOK_EVERY_MS);
}

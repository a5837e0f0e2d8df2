import type { UsbStick } from '#core/usb/usb.ts';
import { useReading } from './use-reading.ts';

const NOTHING = {};
const LOOK_EVERY_MS = 1_000;

/** The sticks that are plugged in now; undefined: not known yet. */
export function useSticks(): readonly UsbStick[] | undefined {
  return useReading('listSticks', NOTHING, LOOK_EVERY_MS);
}

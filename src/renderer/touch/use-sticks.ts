import type { UsbStick } from '#core/service/usb.ts';
import { useEffect, useState } from 'react';
import { useCall } from './call.ts';

const LOOK_EVERY_MS = 1_000;

/** The sticks that are plugged in now; undefined: not known yet. */
export function useSticks(): readonly UsbStick[] | undefined {
  const { call } = useCall();
  const [sticks, setSticks] = useState<readonly UsbStick[]>();
  useEffect(() => {
    const look = (): void => {
      void call('listSticks', {}, { isQuiet: true }).then((found) => {
        if (found !== undefined) setSticks(found);
      });
    };
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }, [call]);
  return sticks;
}

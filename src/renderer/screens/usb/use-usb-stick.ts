import type { UsbStick } from '#core/usb/usb.ts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { sayRefused } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';

/** The first writable stick, else the first one (main then says why not). Without any, a toast says so. */
export function useUsbStick(): () => Promise<UsbStick | undefined> {
  const { t } = useTranslation();
  const { call } = useCall();
  return useCallback(async () => {
    const sticks = await call('listSticks', {});
    const stick = sticks?.find(({ isReadOnly }) => !isReadOnly) ?? sticks?.[0];
    if (sticks !== undefined && stick === undefined) sayRefused(t('refusal.usb-none'));
    return stick;
  }, [call, t]);
}

import { LOCATION_MAX_LENGTH, locationText } from '#core/kiosk/location.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { sayDone } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';
import { TextField } from '../../touch/TextField.tsx';

/** Where the machine stands; customers read it after the scan and on the sheet. */
export function LocationField(): ReactElement {
  const { t } = useTranslation();
  const { location = '', relay } = useSnapshot();
  const { call, isBusy } = useCall();
  const change = async (text: string): Promise<void> => {
    if (text === location) return;
    const changed = await call('setLocation', { location: text });
    if (changed !== undefined) {
      sayDone(t('sheet.locationChanged', { old: location, new: changed.location }));
    }
  };
  const why = relay.state === 'up' ? undefined : t('sheet.locationNoRelay');
  return (
    <TextField
      label={t('sheet.location')}
      value={location}
      maxLength={LOCATION_MAX_LENGTH}
      note={t('sheet.locationNote')}
      why={isBusy ? t('sheet.locationBusy') : why}
      check={(text) =>
        locationText(text) === undefined
          ? t('sheet.locationLength', { most: LOCATION_MAX_LENGTH })
          : undefined
      }
      testId="location"
      onChange={(text) => void change(text)}
    />
  );
}

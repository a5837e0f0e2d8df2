import type { UsbStick } from '#core/service/usb.ts';
import { IconUsb } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { sayDone, sayRefused } from '../../store/toast.ts';
import { useCall } from '../../touch/call.ts';
import { TouchButton } from '../../touch/TouchButton.tsx';

/** Saves to the one stick that is plugged in; asks which where there are several. */
export function SaveToStick({ why }: { readonly why: string | undefined }): ReactElement {
  const { t } = useTranslation();
  const { call, isBusy } = useCall();
  const [sticks, setSticks] = useState<readonly UsbStick[]>([]);

  const save = async (stickId: string): Promise<void> => {
    const saved = await call('saveSheet', { stickId });
    if (saved !== undefined) sayDone(t('sheet.saved', { file: saved.file }));
  };
  const press = async (): Promise<void> => {
    const found = await call('listSticks', {});
    const [only] = found ?? [];
    if (found === undefined) return;
    if (only === undefined) sayRefused(t('refusal.usb-none'));
    else if (found.length === 1) await save(only.id);
    else setSticks(found);
  };
  if (sticks.length > 1) {
    return (
      <>
        {sticks.map(({ id, name }) => (
          <TouchButton
            key={id}
            isWide
            icon={<IconUsb aria-hidden="true" />}
            onPress={() => {
              setSticks([]);
              void save(id);
            }}
          >
            {t('sheet.saveTo', { stick: name })}
          </TouchButton>
        ))}
      </>
    );
  }
  return (
    <TouchButton
      isWide
      isBusy={isBusy}
      icon={<IconUsb aria-hidden="true" />}
      note={t('sheet.saveNote')}
      why={why}
      testId="save-sheet"
      onPress={() => {
        void press();
      }}
    >
      {t('sheet.save')}
    </TouchButton>
  );
}

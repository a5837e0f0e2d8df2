import type { StickFile, UsbStick } from '#core/usb/usb.ts';
import { IconFileDownload, IconUsb } from '@tabler/icons-react';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { sayDone } from '../../store/toast.ts';
import { Chooser } from '../../touch/Chooser.tsx';
import { EmptyState } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { useCall } from '../../touch/use-call.ts';
import { useUsbSticks } from '../usb/use-usb-sticks.ts';
import common from '../../theme/common.module.css';

interface OneStickProps {
  readonly stick: UsbStick;
  readonly isBusy: boolean;
  readonly onChoose: (name: string) => void;
}

function OneStick({ stick, isBusy, onChoose }: OneStickProps): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { call } = useCall();
  const [files, setFiles] = useState<readonly StickFile[]>();
  useEffect(() => {
    let isGone = false;
    void call('listStickUpdates', { stickId: stick.id }).then((found) => {
      if (!isGone) setFiles(found);
    });
    return () => {
      isGone = true;
    };
  }, [call, stick.id]);
  return (
    <section className={common['stack']} aria-label={stick.name}>
      <h3>{stick.name}</h3>
      {files?.length === 0 ? <p>{t('update.noFile')}</p> : null}
      {(files ?? []).map(({ name, changedAtMs }) => (
        <TouchButton
          key={name}
          isWide
          isBusy={isBusy}
          icon={<IconFileDownload />}
          note={isBusy ? t('update.copying') : format.dateTime(changedAtMs)}
          testId="update-file"
          onPress={() => {
            onChoose(name);
          }}
        >
          {name.replace(/\.update\.json$/i, '')}
        </TouchButton>
      ))}
    </section>
  );
}

/** Chooses a version on a USB stick; it is copied and verified before anything is said. */
export function FromStick(): ReactElement {
  const { t } = useTranslation();
  const { call, isBusy } = useCall();
  const sticks = useUsbSticks();
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => {
    setIsOpen(false);
  };
  const install = async (stickId: string, name: string): Promise<void> => {
    const done = await call('installStickUpdate', { stickId, name });
    close();
    if (done !== undefined) sayDone(t('update.copied', { version: done.version }));
  };
  return (
    <>
      <TouchButton
        isWide
        icon={<IconUsb />}
        testId="update-from-stick"
        onPress={() => {
          setIsOpen(true);
        }}
      >
        {t('update.fromStick')}
      </TouchButton>
      {isOpen ? (
        <Chooser label={t('update.fromStick')} onClose={close}>
          <p>{t('update.chooseFile')}</p>
          {sticks?.length === 0 ? (
            <EmptyState icon={<IconUsb />} why={t('touch.noStick')} />
          ) : (
            (sticks ?? []).map((stick) => (
              <OneStick
                key={stick.id}
                stick={stick}
                isBusy={isBusy}
                onChoose={(name) => void install(stick.id, name)}
              />
            ))
          )}
        </Chooser>
      ) : null}
    </>
  );
}

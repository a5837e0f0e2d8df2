import type { UsbStick } from '#core/usb/usb.ts';
import { IconDeviceUsb, IconUsb } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { sayDone } from '../../store/toast.ts';
import { Choice } from '../../touch/Choice.tsx';
import { Chooser } from '../../touch/Chooser.tsx';
import { EmptyState } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { useUsbSticks } from './use-usb-sticks.ts';
import overlay from '../../touch/overlay.module.css';

const FORMATS = ['csv', 'json'] as const;
export type FileFormat = (typeof FORMATS)[number];

const MEGABYTE = 1_000_000;

interface SaveProps {
  /** What is saved, as one sentence. */
  readonly what: string;
  readonly label: string;
  /** Shows only the icon where space is short. */
  readonly isSmall?: boolean | undefined;
  readonly isWide?: boolean | undefined;
  /** Offers CSV and JSON; without it, `save` may ignore the format. */
  readonly hasFormats?: boolean | undefined;
  /** Why nothing can be saved now. */
  readonly why?: string | undefined;
  readonly testId: string;
  /** @returns the file name; undefined when refused (a toast has said so) */
  readonly save: (stickId: string, format: FileFormat) => Promise<string | undefined>;
}

function Sticks({
  what,
  save,
  hasFormats,
  onDone,
}: SaveProps & { readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const sticks = useUsbSticks();
  const [kind, setKind] = useState<FileFormat>('csv');
  const [isBusy, setIsBusy] = useState(false);
  const saveTo = async (stick: UsbStick): Promise<void> => {
    setIsBusy(true);
    const file = await save(stick.id, kind);
    setIsBusy(false);
    onDone();
    if (file !== undefined) sayDone(t('touch.saved', { file, stick: stick.name }));
  };
  return (
    <>
      <p>{what}</p>
      {hasFormats === true ? (
        <Choice
          label={t('touch.fileFormat')}
          value={kind}
          testId="format"
          options={FORMATS.map((value) => ({ value, label: t(`touch.file.${value}`) }))}
          onChange={setKind}
        />
      ) : null}
      {sticks?.length === 0 ? (
        <EmptyState icon={<IconUsb />} why={t('touch.noStick')} />
      ) : (
        <div className={overlay['choose-sticks']}>
          {(sticks ?? []).map((stick) => (
            <TouchButton
              key={stick.id}
              isWide
              isBusy={isBusy}
              look="primary"
              icon={<IconDeviceUsb />}
              why={stick.isReadOnly ? t('touch.stickReadOnly') : undefined}
              note={
                isBusy
                  ? t('touch.saving')
                  : t('touch.stickFree', { free: format.number(stick.freeBytes / MEGABYTE) })
              }
              testId="stick"
              onPress={() => void saveTo(stick)}
            >
              {t('touch.saveTo', { stick: stick.name })}
            </TouchButton>
          ))}
        </div>
      )}
    </>
  );
}

/** Lists the USB sticks, and saves to the one that is tapped. */
export function SaveToUsb(props: SaveProps): ReactElement {
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => {
    setIsOpen(false);
  };
  return (
    <>
      <TouchButton
        icon={<IconUsb />}
        isWide={props.isWide}
        testId={props.testId}
        why={props.why}
        label={props.label}
        onPress={() => {
          setIsOpen(true);
        }}
      >
        {props.isSmall === true ? null : props.label}
      </TouchButton>
      {isOpen ? (
        <Chooser label={props.label} onClose={close}>
          <Sticks {...props} onDone={close} />
        </Chooser>
      ) : null}
    </>
  );
}

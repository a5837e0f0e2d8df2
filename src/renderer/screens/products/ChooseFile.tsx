import { IconFileSpreadsheet, IconUsb } from '@tabler/icons-react';
import type { StickFile, UsbStick } from '#core/usb/usb.ts';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useFormat } from '../../format.ts';
import { useCall } from '../../touch/use-call.ts';
import { EmptyState } from '../../touch/marks.tsx';
import { SaveToUsb } from '../usb/SaveToUsb.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { useUsbSticks } from '../usb/use-usb-sticks.ts';
import styles from './products.module.css';

export interface ChosenFile {
  readonly stickId: string;
  readonly name: string;
}

interface ChooseFileProps {
  readonly onChoose: (file: ChosenFile) => void;
}

/** The product lists on one stick; undefined while they are read. */
function useFiles(stickId: string): readonly StickFile[] | undefined {
  const { call } = useCall();
  const [files, setFiles] = useState<readonly StickFile[]>();
  useEffect(() => {
    let isGone = false;
    void call('listStickFiles', { stickId }).then((found) => {
      if (!isGone) setFiles(found);
    });
    return () => {
      isGone = true;
    };
  }, [call, stickId]);
  return files;
}

function OneStick({
  stick,
  onChoose,
}: ChooseFileProps & { readonly stick: UsbStick }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const files = useFiles(stick.id);
  return (
    <section className={styles['stick-files']} aria-label={stick.name}>
      <h2>{stick.name}</h2>
      {files?.length === 0 ? <p>{t('products.noFile')}</p> : null}
      {(files ?? []).map(({ name, changedAtMs }) => (
        <TouchButton
          key={name}
          isWide
          icon={<IconFileSpreadsheet />}
          note={format.dateTime(changedAtMs)}
          testId={`file-${name}`}
          onPress={() => {
            onChoose({ stickId: stick.id, name });
          }}
        >
          {name}
        </TouchButton>
      ))}
    </section>
  );
}

/** Every product list on every stick. */
export function FilesOnSticks({ onChoose }: ChooseFileProps): ReactElement {
  const { t } = useTranslation();
  const sticks = useUsbSticks();
  if (sticks?.length === 0) {
    return (
      <EmptyState icon={<IconUsb />} why={t('touch.noStick')}>
        <p>{t('products.howTo')}</p>
      </EmptyState>
    );
  }
  return (
    <div className={styles['sticks']}>
      <p>{t('products.choose')}</p>
      {(sticks ?? []).map((stick) => (
        <OneStick key={stick.id} stick={stick} onChoose={onChoose} />
      ))}
    </div>
  );
}

/** Chooses a list to import, or saves the machine's own. */
export function ChooseFile({ onChoose }: ChooseFileProps): ReactElement {
  const { t } = useTranslation();
  const { call } = useCall();
  return (
    <Screen
      title={t('products.title')}
      primary={
        <SaveToUsb
          label={t('products.export')}
          what={t('products.exportWhat')}
          testId="products-export"
          save={async (stickId) => (await call('exportProducts', { stickId }))?.file}
        />
      }
    >
      <FilesOnSticks onChoose={onChoose} />
    </Screen>
  );
}

import type { FileFault } from '#core/catalogue/file/fault.ts';
import type { StickFile, UsbStick } from '#core/service/usb.ts';
import { IconFileSpreadsheet, IconRefresh, IconUsb } from '@tabler/icons-react';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format.ts';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { sayDone } from '../../store/toast.ts';
import { useCall } from '../../touch/call.ts';
import { EmptyState, StateMark } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { NoteAndGoOn, StepFrame } from './StepFrame.tsx';

interface Found {
  readonly stick: UsbStick;
  readonly file: StickFile;
}

/** The catalogue files on the sticks that are plugged in; undefined until main has answered. */
function useStickFiles(): {
  readonly found: readonly Found[] | undefined;
  readonly look: () => void;
} {
  const { call } = useCall();
  const [found, setFound] = useState<readonly Found[]>();
  const look = useCallback(() => {
    const read = async (): Promise<void> => {
      const all: Found[] = [];
      for (const stick of (await call('listSticks', {})) ?? []) {
        const files = await call('listStickFiles', { stickId: stick.id });
        all.push(...(files ?? []).map((file) => ({ stick, file })));
      }
      setFound(all);
    };
    void read();
  }, [call]);
  useEffect(look, [look]);
  return { found, look };
}

function Faults({ faults }: { readonly faults: readonly FileFault[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <section className="card" data-testid="setup-faults">
      <StateMark role="stopped">{t('setup.nothingImported', { count: faults.length })}</StateMark>
      <ul>
        {faults.map(({ line, column, field, code, values }) => (
          <li key={`${String(line)} ${String(column)} ${code}`}>
            {t('import.place', { line, column })}
            {field === undefined ? '' : ` (${field})`}: {t(`import.fault.${code}`, { ...values })}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the machine sells, from a file on a stick. */
export function ProductsStep(): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const { slots } = useSnapshot();
  const { found, look } = useStickFiles();
  const { call, isBusy } = useCall();
  const [faults, setFaults] = useState<readonly FileFault[]>([]);
  const take = ({ stick, file }: Found): void => {
    void call('importFirstProducts', { stickId: stick.id, name: file.name }).then((done) => {
      if (done === undefined) return;
      setFaults(done.faults);
      if (done.faults.length === 0)
        sayDone(t('setup.imported', { file: file.name }), done.sequence);
    });
  };
  return (
    <StepFrame step="products" primary={<NoteAndGoOn step="products" />}>
      <StateMark role={slots.length === 0 ? 'attention' : 'ready'} testId="setup-slots">
        {t('setup.slots', { count: slots.length })}
      </StateMark>
      {faults.length === 0 ? null : <Faults faults={faults} />}
      {found?.length === 0 ? <EmptyState icon={<IconUsb />} why={t('setup.noFiles')} /> : null}
      <ul className="setup-list">
        {(found ?? []).map((one) => (
          <li key={`${one.stick.id} ${one.file.name}`}>
            <TouchButton
              isWide
              icon={<IconFileSpreadsheet />}
              isBusy={isBusy}
              note={`${one.stick.name} · ${format.dateTime(one.file.changedAtMs)}`}
              testId={`file-${one.file.name}`}
              onPress={() => {
                take(one);
              }}
            >
              {one.file.name}
            </TouchButton>
          </li>
        ))}
      </ul>
      <TouchButton icon={<IconRefresh />} testId="setup-sticks" onPress={look}>
        {t('setup.lookAgain')}
      </TouchButton>
    </StepFrame>
  );
}

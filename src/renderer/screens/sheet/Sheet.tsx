import { IconPrinter, IconQrcodeOff } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { open } from '../../store/navigation.ts';
import type { ScreenName } from '../../store/screen-names.ts';
import { EmptyState } from '../../touch/marks.tsx';
import { SaveToUsb } from '../usb/SaveToUsb.tsx';
import { useCall } from '../../touch/use-call.ts';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { LocationField } from './LocationField.tsx';
import { Preview } from './Preview.tsx';
import { PrintJob } from './PrintJob.tsx';
import { VerifyQr } from './VerifyQr.tsx';
import { SheetChanges } from './SheetChanges.tsx';
import { usePrint } from './use-print.ts';
import { useSheet } from './use-sheet.ts';
import { SheetOptions } from './SheetOptions.tsx';
import common from '../../theme/common.module.css';
import styles from './sheet.module.css';

function LinkButton({
  to,
  title,
}: {
  readonly to: ScreenName;
  readonly title: string;
}): ReactElement {
  return (
    <TouchButton
      isWide
      opens={to}
      testId={`way-${to}`}
      onPress={() => {
        open(to);
      }}
    >
      {title}
    </TouchButton>
  );
}

/** The posted sheet: preview, whether the posted one is up to date, and printing. */
export function Sheet(): ReactElement {
  const { t } = useTranslation();
  const { qr } = useSnapshot();
  const view = useSheet();
  const { call } = useCall();
  const { print, isBusy } = usePrint();
  const why = qr === undefined ? t('sheet.noCode') : undefined;
  return (
    <Screen
      title={t('frame.place.sheet')}
      primary={
        <TouchButton
          look="primary"
          icon={<IconPrinter aria-hidden="true" />}
          isBusy={isBusy}
          why={qr === undefined ? '' : undefined}
          testId="print-sheet"
          onPress={() => {
            print({ isTest: false });
          }}
        >
          {t('sheet.print')}
        </TouchButton>
      }
    >
      <div className={styles['screen']}>
        {why === undefined ? (
          <Preview pages={view?.pages ?? []} />
        ) : (
          <EmptyState icon={<IconQrcodeOff />} why={why} />
        )}
        <div className={common['stack']}>
          {view === undefined ? null : <SheetChanges view={view} />}
          <PrintJob />
          <div className={common['fields']}>
            <SaveToUsb
              isWide
              what={t('sheet.saveNote')}
              label={t('sheet.save')}
              why={qr === undefined ? '' : undefined}
              testId="save-sheet"
              save={async (stickId) => (await call('saveSheet', { stickId }))?.file}
            />
            <TouchButton
              isWide
              isBusy={isBusy}
              icon={<IconPrinter aria-hidden="true" />}
              note={t('sheet.testNote')}
              why={qr === undefined ? '' : undefined}
              testId="print-test"
              onPress={() => {
                print({ isTest: true });
              }}
            >
              {t('sheet.testPage')}
            </TouchButton>
            <LinkButton to="printers" title={t('sheet.printers')} />
            <LinkButton to="operator" title={t('sheet.operator')} />
            <LinkButton to="posted" title={t('sheet.history')} />
          </div>
          <LocationField />
          <VerifyQr />
          {view === undefined ? null : <SheetOptions view={view} />}
        </div>
      </div>
    </Screen>
  );
}

import type { CallMap } from '#contract/ipc/bridge.ts';
import type { Printer } from '#core/sheet/printer.ts';
import { IconPrinterOff, IconRefresh } from '@tabler/icons-react';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../../frame/Screen.tsx';
import { ask } from '../../touch/use-call.ts';
import { EmptyState, StateMark } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { PrintJob } from './PrintJob.tsx';
import { usePrint } from './use-print.ts';
import common from '../../theme/common.module.css';
import { cx } from '../../theme/cx.ts';

/** Printers may be plugged in while the list is open. */
const POLL_EVERY_MS = 3_000;

interface PrinterLineProps {
  readonly printer: Printer;
  readonly isUsual: boolean;
}

function PrinterLine({ printer, isUsual }: PrinterLineProps): ReactElement {
  const { t } = useTranslation();
  const { print, isBusy } = usePrint();
  const { name, title, isStopped, isAccepting, wants, detail } = printer;
  const isFine = isAccepting && !isStopped && wants.length === 0;
  const state = !isAccepting
    ? t('sheet.printerRejecting')
    : isStopped
      ? t('sheet.printerStopped')
      : t('sheet.printerReady');
  const why = isAccepting ? undefined : t('sheet.printerRejecting');
  return (
    <li
      className={cx(common['card'], common['stack'], common['tight'])}
      data-testid={`printer-${name}`}
    >
      <StateMark role={isFine ? 'ready' : 'attention'}>
        {title}: {state}
      </StateMark>
      {wants.map((want) => (
        <p key={want}>{t(`sheet.want.${want}`)}</p>
      ))}
      {detail === '' || isFine ? null : <small className={common['quiet']}>{detail}</small>}
      {isUsual ? <small className={common['quiet']}>{t('sheet.usual')}</small> : null}
      <div className={common['fields']}>
        <TouchButton
          isBusy={isBusy}
          why={why}
          testId={`print-on-${name}`}
          onPress={() => {
            print({ printer: name, isTest: false });
          }}
        >
          {t('sheet.printHere')}
        </TouchButton>
        <TouchButton
          isBusy={isBusy}
          why={why}
          testId={`test-on-${name}`}
          onPress={() => {
            print({ printer: name, isTest: true });
          }}
        >
          {t('sheet.testHere')}
        </TouchButton>
      </div>
    </li>
  );
}

/** The printers of this computer, their state, and a print button for each. */
export function PrinterList(): ReactElement {
  const { t } = useTranslation();
  const [found, setFound] = useState<CallMap['listPrinters']['output'] | 'none'>();
  const look = useCallback(() => {
    void ask('listPrinters', {}).then((answer) => {
      setFound(answer.ok ? answer.value : 'none');
    });
  }, []);
  useEffect(() => {
    look();
    const timer = setInterval(look, POLL_EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }, [look]);
  const printers = found === undefined || found === 'none' ? [] : found.printers;
  const usual = found === undefined || found === 'none' ? undefined : found.usual;
  return (
    <Screen
      title={t('sheet.printers')}
      primary={
        <TouchButton icon={<IconRefresh aria-hidden="true" />} onPress={look} testId="look-again">
          {t('sheet.lookAgain')}
        </TouchButton>
      }
    >
      <div className={common['stack']}>
        <PrintJob />
        {found !== undefined && printers.length === 0 ? (
          <EmptyState
            icon={<IconPrinterOff />}
            why={found === 'none' ? t('sheet.noService') : t('sheet.noPrinter')}
          >
            <p>{t('sheet.noPrinterDo')}</p>
          </EmptyState>
        ) : null}
        <ul className={common['stack']}>
          {printers.map((printer) => (
            <PrinterLine key={printer.name} printer={printer} isUsual={printer.name === usual} />
          ))}
        </ul>
      </div>
    </Screen>
  );
}

import { hasEnded } from '#core/sheet/printer.ts';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSnapshot } from '../../store/kiosk-store.ts';
import { useCall } from '../../touch/use-call.ts';
import { StateMark } from '../../touch/marks.tsx';
import { TouchButton } from '../../touch/TouchButton.tsx';
import { usePrintWords } from './print-words.ts';
import common from '../../theme/common.module.css';
import { cx } from '../../theme/cx.ts';

/** State of the newest print job, and what the printer needs. */
export function PrintJob(): ReactElement | null {
  const { t } = useTranslation();
  const { print } = useSnapshot();
  const words = usePrintWords();
  const { call, isBusy } = useCall();
  if (print === undefined) return null;
  const { role, sentence } = words(print);
  return (
    <section
      className={cx(common['card'], common['stack'], common['tight'])}
      data-testid="print"
      data-state={print.state}
    >
      <StateMark role={role}>{sentence}</StateMark>
      {print.wants.map((want) => (
        <p key={want}>{t(`sheet.want.${want}`)}</p>
      ))}
      {hasEnded(print.state) ? null : (
        <TouchButton
          isBusy={isBusy}
          testId="cancel-print"
          onPress={() => {
            void call('cancelPrint', { id: print.id });
          }}
        >
          {t('sheet.cancelPrint')}
        </TouchButton>
      )}
    </section>
  );
}

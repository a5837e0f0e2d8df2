import { useTranslation } from 'react-i18next';
import { sayDone } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';

interface Printing {
  readonly isBusy: boolean;
  /** Prints on the default printer unless one is named. */
  readonly print: (order: { readonly isTest: boolean; readonly printer?: string }) => void;
}

/** Prints the sheet or a test page; a toast shows a refusal. */
export function usePrint(): Printing {
  const { t } = useTranslation();
  const { call, isBusy } = useCall();
  return {
    isBusy,
    print: (order) => {
      void call('printSheet', order).then((given) => {
        if (given !== undefined) sayDone(t('sheet.sent'));
      });
    },
  };
}

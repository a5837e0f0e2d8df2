import { useTranslation } from 'react-i18next';
import { sayDone } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';

interface Printing {
  readonly isBusy: boolean;
  /** Without a printer: the usual one. */
  readonly print: (order: { readonly isTest: boolean; readonly printer?: string }) => void;
}

/** Gives the sheet or a test page to a printer; says in words when it is refused. */
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

import type { MachineOrder } from '#core/vend/machine-order.ts';
import { useTranslation } from 'react-i18next';
import { sayDone } from '../../store/toast.ts';
import { useCall } from '../../touch/call.ts';

interface Orders {
  /** An order of this screen is under way. */
  readonly isBusy: boolean;
  /** Orders the machine about; says in words when it is refused. */
  readonly order: (order: MachineOrder, said?: string) => void;
}

/** A technician's orders to the machine itself. */
export function useOrder(): Orders {
  const { t } = useTranslation();
  const { call, isBusy } = useCall();
  return {
    isBusy,
    order: (order, said = t('health.told')) => {
      void call('orderMachine', { order }).then((done) => {
        if (done !== undefined) sayDone(said);
      });
    },
  };
}

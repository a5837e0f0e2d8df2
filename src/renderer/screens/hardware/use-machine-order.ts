import type { MachineOrder } from '#core/vend/machine-order.ts';
import { sayDone } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';

interface Orders {
  /** An order of this screen is running. */
  readonly isBusy: boolean;
  /** Sends the order; a toast shows a refusal, or `said` on success. The task line shows the result. */
  readonly order: (order: MachineOrder, said?: string) => void;
}

/** Sends a technician's orders to the machine. */
export function useMachineOrder(): Orders {
  const { call, isBusy } = useCall();
  return {
    isBusy,
    order: (order, said) => {
      void call('orderMachine', { order }).then((done) => {
        if (done !== undefined && said !== undefined) sayDone(said);
      });
    },
  };
}

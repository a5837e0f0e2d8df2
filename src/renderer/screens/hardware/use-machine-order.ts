import type { MachineOrder } from '#core/vend/machine-order.ts';
import { sayDone } from '../../store/toast.ts';
import { useCall } from '../../touch/use-call.ts';

interface Orders {
  /** An order of this screen is under way. */
  readonly isBusy: boolean;
  /** Orders the machine about; says in words when it is refused. How it ends stands in the task line, or in `said`. */
  readonly order: (order: MachineOrder, said?: string) => void;
}

/** A technician's orders to the machine itself. */
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

import type { MachineOrder } from '#core/vend/machine-order.ts';
import { z } from 'zod';
import type { Call } from '../call.ts';
import { machineOrderSchema } from '../machine-order.ts';

/** What a technician does to the machine itself, in service mode. */
export interface HardwareCallMap {
  /**
   * Carried out before it returns; how it ended stands in the snapshot (`machine.lastTask`). Refused with why the
   * machine does not do it now.
   */
  readonly orderMachine: Call<{ readonly order: MachineOrder }, null>;
}

export const hardwareSchemas = {
  orderMachine: z.strictObject({ order: machineOrderSchema }),
};

import { isFaultCode, type FaultCode } from '#core/vend/fault.ts';
import { z } from 'zod';

const item = z.int().min(1).max(65_535);
const selection = z.string().min(1).max(40);
const motors = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const hour = z.int().min(0).max(24);

/** An order to the machine, on the bridge and in the box of people's orders. */
export const machineOrderSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('turnMotor'), item }),
  z.strictObject({ kind: z.literal('testVend'), item }),
  z.strictObject({ kind: z.literal('scanMotors') }),
  z.strictObject({ kind: z.literal('clearSlot'), selection }),
  z.strictObject({
    kind: z.literal('clearFault'),
    code: z.custom<FaultCode>((value) => typeof value === 'string' && isFaultCode(value)),
  }),
  z.strictObject({ kind: z.literal('coupleMotors'), item, motors }),
  z.strictObject({ kind: z.literal('testDropSensor') }),
  z.strictObject({ kind: z.literal('setDropSensor'), isOn: z.boolean() }),
  z.strictObject({
    kind: z.literal('setClimate'),
    climate: z.strictObject({
      mode: z.enum(['cool', 'heat', 'constant', 'off']),
      celsius: z.int().min(-30).max(70),
    }),
  }),
  z.strictObject({ kind: z.literal('setLight'), fromHour: hour, toHour: hour }),
]);

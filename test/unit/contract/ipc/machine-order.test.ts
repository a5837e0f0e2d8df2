import { callSchemas } from '#contract/ipc/schemas.ts';
import { machineOrderSchema } from '#contract/ipc/machine-order.ts';
import { expect, it } from 'vitest';

const isTaken = (order: unknown): boolean => machineOrderSchema.safeParse(order).success;

it('an order to the machine is taken only whole, within its bounds, and with nothing beside it', () => {
  expect(isTaken({ kind: 'turnMotor', item: 4 })).toBe(true);
  expect(isTaken({ kind: 'turnMotor', item: 0 })).toBe(false);
  expect(isTaken({ kind: 'turnMotor', item: 4, isFree: true })).toBe(false);
  expect(isTaken({ kind: 'clearFault', code: 'motorJammed' })).toBe(true);
  expect(isTaken({ kind: 'clearFault', code: 'toString' })).toBe(false);
  expect(isTaken({ kind: 'clearFault', code: 7 })).toBe(false);
  expect(isTaken({ kind: 'coupleMotors', item: 4, motors: 4 })).toBe(false);
  expect(isTaken({ kind: 'setClimate', climate: { mode: 'cool', celsius: 71 } })).toBe(false);
  expect(isTaken({ kind: 'setLight', fromHour: 6, toHour: 25 })).toBe(false);
});

it('what is asked about the machine’s health is bounded', () => {
  expect(callSchemas.readTemperatures.safeParse({ hours: 24 }).success).toBe(true);
  expect(callSchemas.readTemperatures.safeParse({ hours: 10_000 }).success).toBe(false);
  expect(callSchemas.readTraffic.safeParse({ limit: 501 }).success).toBe(false);
  expect(callSchemas.orderMachine.safeParse({ order: { kind: 'scanMotors' } }).success).toBe(true);
});

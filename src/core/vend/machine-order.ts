import type { FaultCode } from './fault.ts';
import type { ClimateOrder } from './device-controls.ts';

/** What a technician asks of the machine itself. */
export type MachineOrder =
  /** Once round; a product may fall. */
  | { readonly kind: 'turnMotor'; readonly item: number }
  /** As for a customer, with the drop sensor, and nobody pays: counted apart from sales. */
  | { readonly kind: 'testVend'; readonly item: number }
  /** Every motor, without turning. */
  | { readonly kind: 'scanMotors' }
  /** The cause has been seen to: the slot sells again. */
  | { readonly kind: 'clearSlot'; readonly selection: string }
  | { readonly kind: 'clearFault'; readonly code: FaultCode }
  | { readonly kind: 'coupleMotors'; readonly item: number; readonly motors: 1 | 2 | 3 }
  | { readonly kind: 'testDropSensor' }
  | { readonly kind: 'setDropSensor'; readonly isOn: boolean }
  | { readonly kind: 'setClimate'; readonly climate: ClimateOrder }
  | { readonly kind: 'setLight'; readonly fromHour: number; readonly toHour: number };

export type OrderRefusal =
  | 'not-in-service'
  | 'sale-running'
  | 'task-running'
  | 'not-offered'
  | 'no-such-slot'
  | 'no-answer'
  | 'store-unwritable';

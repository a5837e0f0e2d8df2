/** What a fault keeps from being sold. */
export type FaultReach = 'slot' | 'machine' | 'nothing';

interface FaultKind {
  /** EVA-DTS event code (vend-hardware, EVA-DTS). */
  readonly eva: string;
  readonly stops: FaultReach;
  /** Stays until a technician clears it, even when its cause has gone. */
  readonly isLatched: boolean;
}

const slot = (eva: string): FaultKind => ({ eva, stops: 'slot', isLatched: true });
const machine = (eva: string): FaultKind => ({ eva, stops: 'machine', isLatched: true });

/** Every fault a machine can report, whatever its driver. */
export const FAULTS = {
  motorJammed: slot('EJC'),
  motorRunsOn: slot('EJB'),
  motorMissing: slot('EJB'),
  motorUnreachable: slot('EJB'),
  motorShorted: slot('EJB'),
  deliveryStopped: slot('EJM'),
  selectionPaused: slot('EJM'),
  foodTooWarm: slot('EJJ'),
  elevatorFault: machine('EJM'),
  deliveryDoorFault: machine('EJM'),
  microwaveFault: machine('EJM'),
  dropSensorFault: machine('EJL'),
  /** The customer before has not taken it yet. */
  productInElevator: { eva: 'EJM', stops: 'machine', isLatched: false },
  doorOpen: { eva: 'EGS', stops: 'machine', isLatched: false },
  refrigerationFault: { eva: 'EJJ', stops: 'nothing', isLatched: false },
  temperatureUnread: { eva: 'EC1C', stops: 'nothing', isLatched: false },
} as const satisfies Readonly<Record<string, FaultKind>>;

export type FaultCode = keyof typeof FAULTS;

export function isFaultCode(text: string): text is FaultCode {
  return Object.hasOwn(FAULTS, text);
}

/** One fault of this machine, open until `clearedAtMs`. Wall clock. */
export interface Fault {
  /** Rises by one. */
  readonly id: number;
  readonly code: FaultCode;
  readonly eva: string;
  readonly stops: FaultReach;
  /** The machine's number of the slot it is about. */
  readonly item: number | undefined;
  /** As on the keypad; undefined when the catalogue does not know the item. */
  readonly selection: string | undefined;
  /** The device's own words. */
  readonly detail: string;
  readonly raisedAtMs: number;
  /** When it was last reported. */
  readonly lastAtMs: number;
  readonly clearedAtMs: number | undefined;
  /** How often this fault of this slot has been raised, this time included. */
  readonly times: number;
}

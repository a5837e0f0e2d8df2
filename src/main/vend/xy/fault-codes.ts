import type { ElevatorState } from '#contract/xy/reports.ts';
import type { ClimateFault } from '#contract/xy/menu.ts';
import type { FaultCode } from '#core/vend/fault.ts';
import type { MotorFinding } from '#core/vend/device-controls.ts';

/** The fault that a failed drive (04) reports. */
const DRIVE_FAULTS: ReadonlyMap<number, FaultCode> = new Map([
  [0x03, 'motorJammed'],
  [0x04, 'motorRunsOn'],
  [0x06, 'motorMissing'],
  [0x07, 'elevatorFault'],
  [0x12, 'elevatorFault'],
  [0x13, 'elevatorFault'],
  [0x15, 'deliveryDoorFault'],
  [0xff, 'deliveryStopped'],
]);

/** The board's other drive failures concern the microwave. */
export function driveFault(status: number): FaultCode {
  return DRIVE_FAULTS.get(status) ?? 'microwaveFault';
}

/** The fault that a refused check (02) reports. An empty slot is no fault; neither is an unexplained code. */
const CHECK_FAULTS: ReadonlyMap<number, FaultCode> = new Map([
  [0x03, 'motorMissing'],
  [0x04, 'selectionPaused'],
  [0x05, 'productInElevator'],
  [0x06, 'deliveryDoorFault'],
  [0x07, 'elevatorFault'],
  [0x08, 'elevatorFault'],
  ...[0x09, 0x10, 0x11, 0x14, 0x16, 0x17, 0x18, 0x19, 0x20, 0x21, 0x22, 0x23].map(
    (code): [number, FaultCode] => [code, 'microwaveFault'],
  ),
]);

export function checkFault(status: number): FaultCode | undefined {
  return CHECK_FAULTS.get(status);
}

const MOTOR_FAULTS: Readonly<Record<Exclude<MotorFinding, 'ok'>, FaultCode>> = {
  runsOn: 'motorRunsOn',
  missing: 'motorMissing',
  unreachable: 'motorUnreachable',
  shorted: 'motorShorted',
};

export function motorFault(finding: Exclude<MotorFinding, 'ok'>): FaultCode {
  return MOTOR_FAULTS[finding];
}

const ELEVATOR_FAULTS: Readonly<Record<ElevatorState, FaultCode | undefined>> = {
  normal: undefined,
  productInside: 'productInElevator',
  doorOpen: 'deliveryDoorFault',
  error: 'elevatorFault',
  selfCheckError: 'elevatorFault',
};

export function elevatorFault(state: ElevatorState): FaultCode | undefined {
  return ELEVATOR_FAULTS[state];
}

export function climateFaultCode(fault: ClimateFault): FaultCode {
  return fault === 'sensor' ? 'temperatureUnread' : 'refrigerationFault';
}

import { KioskError } from '#core/base/errors.ts';
import { isMachineId } from '#core/base/ids.ts';
import { LOCATION_MAX_LENGTH, locationText } from '#core/kiosk/location.ts';
import type { Clock } from '#core/base/ports.ts';
import type { RelayStore } from '../store/ports/relay-store.ts';
import { putCallbackQr } from '../vipps/sales-unit-calls.ts';
import type { SalesUnits } from '../vipps/sales-units.ts';
import { createEnrolmentCode, type NewEnrolmentCode } from './enrolment.ts';

export interface ManageDeps {
  readonly store: Pick<RelayStore, 'machines' | 'enrolmentCodes'>;
  readonly units: SalesUnits;
  readonly clock: Clock;
}

export interface NewMachine {
  readonly machineId: string;
  readonly salesUnit: string;
  readonly location: string;
}

function invalid(sentence: string): never {
  throw new KioskError('input/invalid', sentence);
}

function codeFor({ store, clock }: ManageDeps, machineId: string): Promise<NewEnrolmentCode> {
  return createEnrolmentCode({ codes: store.enrolmentCodes, clock }, machineId);
}

async function assertExists({ store }: ManageDeps, machineId: string): Promise<void> {
  const machine = await store.machines.find(machineId);
  if (machine === undefined) invalid(`There is no machine “${machineId}”.`);
}

/** Creates the QR at Vipps, then the machine, then its code. Throws `input/invalid`, `gateway/unreachable`. */
export async function addMachine(
  deps: ManageDeps,
  { machineId, salesUnit, location }: NewMachine,
): Promise<NewEnrolmentCode> {
  const { store, units, clock } = deps;
  if (!isMachineId(machineId)) {
    invalid(`“${machineId}” is not a machine id: 3 to 30 small letters, digits and inner hyphens.`);
  }
  if (locationText(location) === undefined) {
    invalid(
      `--location must be one line of 1 to ${String(LOCATION_MAX_LENGTH)} characters; it has ${String(location.trim().length)}.`,
    );
  }
  const unit = units.find(salesUnit);
  if (unit === undefined) {
    const known = units.all.map((one) => one.config.merchantSerialNumber).join(', ');
    return invalid(`relay.json has no sales unit “${salesUnit}”; it has: ${known}.`);
  }
  if ((await store.machines.find(machineId)) !== undefined)
    invalid(`There is a machine “${machineId}” already.`);
  const qr = await putCallbackQr(unit, machineId, location);
  if (!qr.ok) {
    throw new KioskError('gateway/unreachable', `The machine was not added: ${qr.error}.`);
  }
  const machine = { machineId, merchantSerialNumber: salesUnit, location };
  await store.machines.add(machine, clock.nowMs());
  return codeFor(deps, machineId);
}

/** Makes a fresh code. The machine's present credential works until somebody uses the code. */
export async function newCode(deps: ManageDeps, machineId: string): Promise<NewEnrolmentCode> {
  await assertExists(deps, machineId);
  return codeFor(deps, machineId);
}

/** Revokes the credential at once and makes a fresh code. */
export async function rotateMachine(
  deps: ManageDeps,
  machineId: string,
): Promise<NewEnrolmentCode> {
  await assertExists(deps, machineId);
  await deps.store.machines.setCredential(machineId, undefined, deps.clock.nowMs());
  return codeFor(deps, machineId);
}

export async function removeMachine(deps: ManageDeps, machineId: string): Promise<void> {
  await assertExists(deps, machineId);
  await deps.store.machines.remove(machineId, deps.clock.nowMs());
}

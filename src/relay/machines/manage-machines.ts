import { KioskError } from '#core/base/errors.ts';
import { isMachineId } from '#core/base/ids.ts';
import { LOCATION_MAX_LENGTH, locationText } from '#core/kiosk/location.ts';
import type { Clock } from '#core/base/ports.ts';
import { putCallbackQr } from '../vipps/callback-qr.ts';
import { invite, type NewInvitation } from './enrolment.ts';
import type { SalesUnits } from '../vipps/sales-units.ts';
import type { Machine, RelayStore } from '../store/ports/relay-store.ts';

export interface CommandDeps {
  readonly store: RelayStore;
  readonly units: SalesUnits;
  readonly clock: Clock;
}

export interface NewMachine {
  readonly machineId: string;
  readonly salesUnit: string;
  readonly location: string;
}

function bad(sentence: string): never {
  throw new KioskError('input/invalid', sentence);
}

/** Creates the QR at Vipps, then the machine, then its code. Throws `input/invalid`, `gateway/unreachable`. */
export async function addMachine(
  { store, units, clock }: CommandDeps,
  { machineId, salesUnit, location }: NewMachine,
): Promise<NewInvitation> {
  if (!isMachineId(machineId)) {
    bad(`“${machineId}” is not a machine id: 3 to 30 small letters, digits and inner hyphens.`);
  }
  if (locationText(location) === undefined) {
    bad(
      `--location must be one line of 1 to ${String(LOCATION_MAX_LENGTH)} characters; it has ${String(location.trim().length)}.`,
    );
  }
  const unit = units.find(salesUnit);
  if (unit === undefined) {
    const known = units.all.map((one) => one.config.merchantSerialNumber).join(', ');
    return bad(`relay.json has no sales unit “${salesUnit}”; it has: ${known}.`);
  }
  if ((await store.machine(machineId)) !== undefined)
    bad(`There is a machine “${machineId}” already.`);
  const qr = await putCallbackQr(unit, machineId, location);
  if (!qr.ok) {
    throw new KioskError('gateway/unreachable', `The machine was not added: ${qr.error}.`);
  }
  await store.addMachine({ machineId, merchantSerialNumber: salesUnit, location }, clock.nowMs());
  return invite(store, clock, machineId);
}

async function known(store: RelayStore, machineId: string): Promise<Machine> {
  return (await store.machine(machineId)) ?? bad(`There is no machine “${machineId}”.`);
}

/** A fresh code; the machine's present credential stays valid until the code is used. */
export async function newCode(
  { store, clock }: CommandDeps,
  machineId: string,
): Promise<NewInvitation> {
  await known(store, machineId);
  return invite(store, clock, machineId);
}

/** Takes the credential back at once and gives a fresh code. */
export async function rotateMachine(
  { store, clock }: CommandDeps,
  machineId: string,
): Promise<NewInvitation> {
  await known(store, machineId);
  await store.setCredential(machineId, undefined, clock.nowMs());
  return invite(store, clock, machineId);
}

export async function removeMachine(
  { store, clock }: CommandDeps,
  machineId: string,
): Promise<void> {
  await known(store, machineId);
  await store.removeMachine(machineId, clock.nowMs());
}

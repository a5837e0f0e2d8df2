import { KioskError } from '#core/base/errors.ts';
import { isMachineId } from '#core/base/ids.ts';
import { LOCATION_MAX_LENGTH, locationText } from '#core/kiosk/location.ts';
import type { Clock } from '#core/base/ports.ts';
import type { RelayStore } from '../store/ports/relay-store.ts';
import { putCallbackQr } from '../vipps/sales-unit-calls.ts';
import type { ActiveSalesUnit, SalesUnits } from '../vipps/sales-units.ts';
import { createEnrolmentCode, type NewEnrolmentCode } from './enrolment.ts';

export interface ManageDeps {
  readonly store: Pick<RelayStore, 'machines' | 'enrolmentCodes' | 'bundles'>;
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

/** Throws `input/invalid` when this machine cannot be added. @returns the sales unit that it sells for */
function requireSound(
  { units }: Pick<ManageDeps, 'units'>,
  { machineId, salesUnit, location }: NewMachine,
): ActiveSalesUnit {
  if (!isMachineId(machineId)) {
    invalid(`“${machineId}” is not a machine id: 3 to 30 small letters, digits and inner hyphens.`);
  }
  if (locationText(location) === undefined) {
    invalid(
      `--location must be one line of 1 to ${String(LOCATION_MAX_LENGTH)} characters; it has ${String(location.trim().length)}.`,
    );
  }
  const unit = units.find(salesUnit);
  if (unit !== undefined) return unit;
  const known = units.all.map((one) => one.config.merchantSerialNumber).join(', ');
  return invalid(`relay.json has no sales unit “${salesUnit}”; it has: ${known}.`);
}

/** Creates the QR at Vipps, then the machine, then its code. */
async function create(
  deps: ManageDeps,
  unit: ActiveSalesUnit,
  { machineId, salesUnit, location }: NewMachine,
): Promise<NewEnrolmentCode> {
  const qr = await putCallbackQr(unit, machineId, location);
  if (!qr.ok) {
    throw new KioskError('gateway/unreachable', `${machineId} was not added: ${qr.error}.`);
  }
  const machine = { machineId, merchantSerialNumber: salesUnit, location };
  await deps.store.machines.add(machine, deps.clock.nowMs());
  return codeFor(deps, machineId);
}

/** Throws `input/invalid`, `gateway/unreachable`. */
export async function addMachine(deps: ManageDeps, machine: NewMachine): Promise<NewEnrolmentCode> {
  const unit = requireSound(deps, machine);
  if ((await deps.store.machines.find(machine.machineId)) !== undefined)
    invalid(`There is a machine “${machine.machineId}” already.`);
  return create(deps, unit, machine);
}

/** Machines of a list that are added at the same time. */
const AT_ONCE = 8;

/**
 * Adds a list of machines and tells each one's code. The whole list is checked first. A machine that is there already, in the
 * same sales unit, gets a new code, so that a list can be given again after Vipps was away.
 * Throws `input/invalid`, `gateway/unreachable`.
 */
export async function addMachines(
  deps: ManageDeps,
  list: readonly NewMachine[],
  onAdded: (code: NewEnrolmentCode) => void,
): Promise<void> {
  const present = new Map(
    (await deps.store.machines.list()).map((one) => [one.machineId, one.merchantSerialNumber]),
  );
  for (const machine of list) {
    requireSound(deps, machine);
    const unit = present.get(machine.machineId);
    if (unit !== undefined && unit !== machine.salesUnit)
      invalid(`There is a machine “${machine.machineId}” already, in the sales unit ${unit}.`);
  }
  const left = [...list].reverse();
  const work = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const isPresent = present.has(next.machineId);
      onAdded(
        isPresent
          ? await codeFor(deps, next.machineId)
          : await create(deps, requireSound(deps, next), next),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Makes a fresh code. The machine's present credential works until somebody uses the code. */
export async function newCode(deps: ManageDeps, machineId: string): Promise<NewEnrolmentCode> {
  await assertExists(deps, machineId);
  return codeFor(deps, machineId);
}

interface Replacement extends NewEnrolmentCode {
  /** The bundle that the relay keeps of this machine, if any. */
  readonly keptBundle: { readonly keptAt: string; readonly bytes: number } | null;
}

/** Makes a code with which another PC becomes the machine: its use ends the credential of the present one at once. */
export async function replaceMachine(deps: ManageDeps, machineId: string): Promise<Replacement> {
  const code = await newCode(deps, machineId);
  const kept = await deps.store.bundles.find(machineId);
  const keptBundle =
    kept === undefined
      ? null
      : { keptAt: new Date(kept.atMs).toISOString(), bytes: kept.body.length };
  return { ...code, keptBundle };
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

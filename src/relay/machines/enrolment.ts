import type { EnrolResponse } from '#contract/relay/messages.ts';
import type { Clock } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import { hashOf, isSameText, newCredential, randomLetters } from '../runtime/secrets.ts';
import type { SalesUnits } from '../vipps/sales-units.ts';
import type { RelayStore } from '../store/ports/relay-store.ts';

/** Design §5: eight characters, four name the invitation and four are its secret. */
const NAME_LENGTH = 4;
const SECRET_LENGTH = 4;
export const INVITATION_LIFE_MS = 30 * 60_000;
export const WRONG_TRIES_ALLOWED = 5;

export interface NewInvitation {
  readonly machineId: string;
  readonly enrolmentCode: string;
  readonly expiresAt: string;
}

/** A fresh one-time code for a machine; its earlier one is worthless from now on. */
export async function invite(
  store: RelayStore,
  clock: Clock,
  machineId: string,
): Promise<NewInvitation> {
  let name = randomLetters(NAME_LENGTH);
  while ((await store.invitation(name)) !== undefined) name = randomLetters(NAME_LENGTH);
  const secret = randomLetters(SECRET_LENGTH);
  const expiresAtMs = clock.nowMs() + INVITATION_LIFE_MS;
  const secretHash = hashOf(`${name}${secret}`);
  await store.putInvitation(name, { machineId, secretHash, expiresAtMs, wrongTries: 0 });
  return {
    machineId,
    enrolmentCode: name + secret,
    expiresAt: new Date(expiresAtMs).toISOString(),
  };
}

interface EnrolmentDeps {
  readonly store: RelayStore;
  readonly clock: Clock;
  readonly units: SalesUnits;
}

const WRONG = 'This enrolment code is wrong, used or too old: ask for a new one.';

/** Spends a code and gives the machine its credential. The error is one sentence for the technician. */
export async function acceptCode(
  { store, clock, units }: EnrolmentDeps,
  typed: string,
): Promise<Result<EnrolResponse, string>> {
  const code = typed.replace(/[\s-]/g, '').toUpperCase();
  const name = code.slice(0, NAME_LENGTH);
  const invitation = await store.invitation(name);
  if (invitation === undefined || code.length !== NAME_LENGTH + SECRET_LENGTH) return err(WRONG);
  if (invitation.expiresAtMs <= clock.nowMs()) {
    await store.dropInvitation(name);
    return err(WRONG);
  }
  const tries = (await store.countTry(name)) ?? Infinity;
  const isRight = isSameText(hashOf(code), invitation.secretHash);
  if (!isRight || tries > WRONG_TRIES_ALLOWED) {
    if (tries >= WRONG_TRIES_ALLOWED) await store.dropInvitation(name);
    return err(WRONG);
  }
  const machine = await store.machine(invitation.machineId);
  const unit = machine && units.find(machine.merchantSerialNumber);
  if (machine === undefined || unit === undefined) {
    return err(`The sales unit of ${invitation.machineId} is not set up at this relay.`);
  }
  const credential = newCredential();
  if (!(await store.dropInvitation(name))) return err(WRONG);
  await store.setCredential(machine.machineId, hashOf(credential), clock.nowMs());
  return ok({
    machineId: machine.machineId,
    credential,
    location: machine.location,
    salesUnit: unit.publicTerms,
  });
}

import type { EnrolResponse } from '#contract/relay/messages.ts';
import type { Clock } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import { hashOf, isSameText, newCredential, randomLetters } from '../runtime/secrets.ts';
import type { CheckInStore } from '../store/ports/check-ins.ts';
import type { EnrolmentCodeStore, MachineStore } from '../store/ports/machines.ts';
import type { SalesUnits } from '../vipps/sales-units.ts';
import { recentPayments } from './recent-payments.ts';

/** A code has eight characters: four name it and four are its secret (design §5). */
const NAME_LENGTH = 4;
const SECRET_LENGTH = 4;
const CODE_LIFE_MS = 30 * 60_000;
export const WRONG_TRIES_ALLOWED = 5;

export interface NewEnrolmentCode {
  readonly machineId: string;
  readonly enrolmentCode: string;
  readonly expiresAt: string;
}

export interface CodeDeps {
  readonly codes: EnrolmentCodeStore;
  readonly clock: Clock;
}

/** Makes a one-time code for a machine. The machine's earlier code stops working. */
export async function createEnrolmentCode(
  { codes, clock }: CodeDeps,
  machineId: string,
): Promise<NewEnrolmentCode> {
  let name = randomLetters(NAME_LENGTH);
  while ((await codes.find(name)) !== undefined) name = randomLetters(NAME_LENGTH);
  const secret = randomLetters(SECRET_LENGTH);
  const expiresAtMs = clock.nowMs() + CODE_LIFE_MS;
  const secretHash = hashOf(`${name}${secret}`);
  await codes.replace(name, { machineId, secretHash, expiresAtMs, wrongTries: 0 });
  return {
    machineId,
    enrolmentCode: name + secret,
    expiresAt: new Date(expiresAtMs).toISOString(),
  };
}

export interface EnrolmentDeps extends CodeDeps {
  readonly machines: Pick<MachineStore, 'find' | 'setCredential'>;
  readonly units: SalesUnits;
  readonly checkIns: Pick<CheckInStore, 'paymentsIn'>;
  /** Whether calls of this machine may be on their way to Vipps, through any process. */
  readonly mayBeCalling: (machineId: string) => boolean;
}

/** A call of the PC that was this machine before, on its way to Vipps through any process: the relay ends it after 20 s. */
const CALLS_END_WITHIN_MS = 25_000;

const WRONG = 'This enrolment code is wrong, used or too old: ask for a new one.';

/** A code that was typed right. */
interface RightCode {
  readonly name: string;
  readonly machineId: string;
}

/** Judges a code without using it up. Each wrong secret counts; the error is one sentence for the technician. */
export async function judgeCode(
  { codes, clock }: CodeDeps,
  typed: string,
): Promise<Result<RightCode, string>> {
  const code = typed.replace(/[\s-]/g, '').toUpperCase();
  const name = code.slice(0, NAME_LENGTH);
  const stored = await codes.find(name);
  if (stored === undefined || code.length !== NAME_LENGTH + SECRET_LENGTH) return err(WRONG);
  if (stored.expiresAtMs <= clock.nowMs()) {
    await codes.remove(name);
    return err(WRONG);
  }
  const tries = (await codes.countTry(name)) ?? Infinity;
  const isRight = isSameText(hashOf(code), stored.secretHash);
  if (isRight && tries <= WRONG_TRIES_ALLOWED) return ok({ name, machineId: stored.machineId });
  // A copy of the right code ends nothing: another copy is about to use it.
  if (!isRight && tries >= WRONG_TRIES_ALLOWED) await codes.remove(name);
  return err(WRONG);
}

/** A word for the program, and one sentence for the technician. */
interface EnrolRefusal {
  readonly error: 'wrong-code' | 'other-machine';
  readonly message: string;
}

function wrongCode(message: string): EnrolRefusal {
  return { error: 'wrong-code', message };
}

/** Uses up a code and gives the machine its credential. */
export async function enrol(
  { machines, codes, checkIns, mayBeCalling, clock, units }: EnrolmentDeps,
  asked: { readonly code: string; readonly machineId?: string | undefined },
): Promise<Result<EnrolResponse, EnrolRefusal>> {
  const code = await judgeCode({ codes, clock }, asked.code);
  if (!code.ok) return err(wrongCode(code.error));
  const { name, machineId } = code.value;
  if ((asked.machineId ?? machineId) !== machineId) {
    const message = `This enrolment code is for ${machineId}, not for ${asked.machineId ?? ''}.`;
    return err({ error: 'other-machine', message });
  }
  const machine = await machines.find(machineId);
  const unit = machine && units.find(machine.merchantSerialNumber);
  if (machine === undefined || unit === undefined) {
    return err(wrongCode(`The sales unit of ${machineId} is not set up at this relay.`));
  }
  const credential = newCredential();
  if (!(await codes.remove(name))) return err(wrongCode(WRONG));
  await machines.setCredential(machineId, hashOf(credential), clock.nowMs());
  const answer = { machineId, credential, location: machine.location, salesUnit: unit.publicTerms };
  // Read after the credential has ended: the PC before can have no further payment.
  const payments = await recentPayments(checkIns, machineId, clock.nowMs());
  if (!machine.isEnrolled && payments.length === 0) return ok(answer);
  const callsEndWithinMs = mayBeCalling(machineId) ? CALLS_END_WITHIN_MS : 0;
  return ok({ ...answer, before: { payments, callsEndWithinMs } });
}

import { KioskError } from '#core/base/errors.ts';
import { isMachineId } from '#core/base/ids.ts';
import type { Clock } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { SalesTerms } from '#core/payment/sales-terms.ts';
import { readKioskConfig, writeKioskConfig, type HardwareConfig } from '../config/config.ts';
import { enrol, type EnrolFailure } from '../gateway/relay-enrolment.ts';
import { salesTermsOf } from '../gateway/sales-terms.ts';

/** Whether it can be an enrolment code: eight letters and digits, however they are grouped. */
export function isEnrolmentCode(text: string): boolean {
  return /^[a-z0-9]{8}$/i.test(text.replace(/[\s-]/g, ''));
}

/** Letters and digits that people take for each other; the relay gives none of them. */
const NEVER_IN_CODES = /[oil01]/i;

/** An address as it is kept: its scheme and host in lower case, without a slash at its end. */
export function relayUrlOf(text: string): string {
  const typed = text.trim();
  return (URL.canParse(typed) ? new URL(typed).href : typed).replace(/\/+$/, '');
}

interface Welcome {
  readonly terms: SalesTerms;
  readonly location: string;
}

export interface Enrolment {
  readonly dataDir: string;
  readonly relayUrl: string;
  readonly code: string;
  readonly hardware: HardwareConfig;
  readonly clock: Clock;
  /** The currency is told to the machine at its first start, before the relay is reached again. */
  readonly keepWelcome: (welcome: Welcome) => void | Promise<void>;
}

export type EnrolProblem =
  | EnrolFailure
  /** The code is for `machineId`, and this directory belongs to `owner`. */
  | {
      readonly code: 'other-machine';
      readonly message: string;
      readonly machineId: string;
      readonly owner: string;
    };

/** Spends an enrolment code and writes `kiosk.json`. @returns whose machine this is now */
export async function enrolMachine(order: Enrolment): Promise<Result<string, EnrolProblem>> {
  const { dataDir, relayUrl, hardware, clock } = order;
  const before = readKioskConfig(dataDir);
  const answer = await enrol({ relayUrl, code: order.code, clock });
  if (!answer.ok) {
    const isMisread = answer.error.code === 'refused' && NEVER_IN_CODES.test(order.code);
    const message = `${answer.error.message} Codes have no O, 0, I, L or 1: look at it again.`;
    return isMisread ? err({ ...answer.error, message }) : answer;
  }
  const { machineId, credential, salesUnit, location } = answer.value;
  if (!isMachineId(machineId) || (before !== undefined && before.machineId !== machineId)) {
    const owner = before?.machineId ?? 'nobody';
    const message = `The code is for ${machineId}, but ${dataDir} belongs to ${owner}: use another directory.`;
    return err({ code: 'other-machine', message, machineId, owner });
  }
  const relay = { url: relayUrl, credential };
  const kept = before?.tracing === undefined ? {} : { tracing: before.tracing };
  writeKioskConfig(dataDir, { machineId, relay, hardware, ...kept });
  await order.keepWelcome({ terms: salesTermsOf(salesUnit), location });
  return ok(machineId);
}

/** Writes another line or session mode into `kiosk.json`; a driver that stays keeps its options. */
export function keepHardware(dataDir: string, hardware: HardwareConfig): void {
  const config = readKioskConfig(dataDir);
  if (config === undefined) throw new KioskError('config/missing', 'Nothing is enrolled yet.');
  const isSame = config.hardware.driver === hardware.driver;
  const kept = isSame ? { ...config.hardware, ...hardware } : hardware;
  writeKioskConfig(dataDir, { ...config, hardware: kept });
}

import { KioskError } from '#core/errors.ts';
import { isMachineId } from '#core/ids.ts';
import {
  isAllowedRelayUrl,
  readKioskConfig,
  writeKioskConfig,
  type HardwareConfig,
} from '../config.ts';
import { openKioskDatabase } from '../app.ts';
import { createSystemClock } from '../clock.ts';
import { salesTermsOf } from '../gateway/sales-terms.ts';
import { enrol } from '../gateway/relay-http.ts';
import { createRelayMemory } from '../store/relay-memory.ts';
import { isHardwarePath } from '../vend/create-controller.ts';
import { knownDriver } from './known-driver.ts';
import { readArguments } from './arguments.ts';

const NAMES = ['relay', 'code', 'driver', 'path', 'session-mode', 'data-dir'];

function sessionModeOf(text: string): HardwareConfig['sessionMode'] {
  if (text === 'authorise-first' || text === 'always-idle') return text;
  throw new KioskError(
    'input/invalid',
    `--session-mode ${text} must be authorise-first or always-idle.`,
  );
}

function hardwareOf(text: string, path: string, mode: string): HardwareConfig {
  const driver = knownDriver(text);
  if (!isHardwarePath(path)) {
    throw new KioskError(
      'input/invalid',
      `--path ${path} must be a tty such as /dev/serial/by-id/… or tcp://host:port.`,
    );
  }
  return { driver, path, sessionMode: sessionModeOf(mode) };
}

/** Spends an enrolment code and writes `kiosk.json`. */
export async function runEnrol(typed: readonly string[]): Promise<void> {
  const given = readArguments(typed, NAMES);
  const relayUrl = given.required('relay').replace(/\/+$/, '');
  const code = given.required('code');
  const dataDir = given.required('data-dir');
  const mode = given.optional('session-mode') ?? 'authorise-first';
  const hardware = hardwareOf(given.required('driver'), given.required('path'), mode);
  if (!isAllowedRelayUrl(relayUrl)) {
    throw new KioskError(
      'input/invalid',
      `--relay ${relayUrl} must start with https:// (http:// only on this computer).`,
    );
  }
  if (!/^[a-z0-9]{8}$/i.test(code.replace(/[\s-]/g, ''))) {
    throw new KioskError('input/invalid', 'The enrolment code has eight letters and digits.');
  }
  const before = readKioskConfig(dataDir);
  const answer = await enrol({ relayUrl, code, clock: createSystemClock() });
  if (!answer.ok) throw new KioskError('gateway/unreachable', answer.error);
  const { machineId, credential } = answer.value;
  if (!isMachineId(machineId) || (before !== undefined && before.machineId !== machineId)) {
    throw new KioskError(
      'gateway/unreachable',
      `The code is for ${machineId}, but ${dataDir} belongs to ${before?.machineId ?? 'nobody'}: use another directory.`,
    );
  }
  writeKioskConfig(dataDir, { machineId, relay: { url: relayUrl, credential }, hardware });
  // The currency is told to the machine at its first start, before the relay is reached again.
  const database = openKioskDatabase(dataDir);
  const { salesUnit, location } = answer.value;
  createRelayMemory(database, createSystemClock()).keepWelcome({
    terms: salesTermsOf(salesUnit),
    location,
  });
  database.close();
}

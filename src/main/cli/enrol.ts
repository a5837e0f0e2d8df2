import { KioskError } from '#core/base/errors.ts';
import { createSystemClock } from '../runtime/clock.ts';
import { isAllowedRelayUrl, readKioskConfig, type HardwareConfig } from '../config/config.ts';
import { enrolMachine, isEnrolmentCode, relayUrlOf } from '../composition/enrolment.ts';
import { isHardwarePath } from '../vend/create-controller.ts';
import { knownDriver } from './known-driver.ts';
import { readArguments } from './arguments.ts';
import { withStores } from './with-stores.ts';

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

/** Uses an enrolment code and writes `kiosk.json`. */
export async function runEnrol(typed: readonly string[]): Promise<void> {
  const given = readArguments(typed, NAMES);
  const relayUrl = relayUrlOf(given.required('relay'));
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
  if (!isEnrolmentCode(code)) {
    throw new KioskError('input/invalid', 'The enrolment code has eight letters and digits.');
  }
  const clock = createSystemClock();
  const isNew = readKioskConfig(dataDir) === undefined;
  const done = await enrolMachine({
    dataDir,
    relayUrl,
    code,
    hardware,
    clock,
    keepWelcome: (welcome) =>
      withStores(dataDir, ({ relayMemory, setup }) => {
        relayMemory.keepWelcome(welcome);
        // A power cut during an enrolment at the screen leaves the set-up held; a machine enrolled here sells at once.
        if (isNew && setup.read().hold !== undefined)
          setup.write({ ...setup.read(), hold: undefined });
      }),
  });
  if (!done.ok) throw new KioskError('gateway/unreachable', done.error.message);
}

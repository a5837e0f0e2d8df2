import { KioskError } from '#core/base/errors.ts';
import { startKiosk, type RunningKiosk } from '../composition/start-kiosk.ts';
import { reportToSystemd } from '../ops/systemd.ts';
import { createSystemClock } from '../runtime/clock.ts';
import { watchForDefects } from '../runtime/defects.ts';
import { noteFailedStart, readChooserStart } from '../update/chooser-start.ts';
import { forkLine } from '../vend/xy/fork-line.ts';
import { portOf, readArguments } from './arguments.ts';
import { SERVE_LINE } from './line-process.ts';
import { untilAskedToStop } from './until-asked-to-stop.ts';
import { writeOut } from './write-out.ts';

/** Prints `{"ready":true}` once, when relay and hardware are up for the first time. */
export function announceReady(kiosk: Pick<RunningKiosk, 'onSnapshot'>): void {
  const unsubscribe = kiosk.onSnapshot((snapshot) => {
    if (snapshot.relay.state !== 'up' || snapshot.hardware.state !== 'up') return;
    unsubscribe();
    void writeOut('{"ready":true}\n');
  });
}

/** `run`: the machine without a window, until SIGTERM. */
export async function runKiosk(typed: readonly string[]): Promise<void> {
  const given = readArguments(typed, ['data-dir', 'status-port', 'usb-dir']);
  if (given.rest.length > 0) {
    throw new KioskError('input/invalid', `“${given.rest.join(' ')}” is not understood.`);
  }
  const stopAsked = untilAskedToStop();
  const chosen = readChooserStart(process.env);
  const leave = (): void => {
    process.kill(process.pid, 'SIGTERM');
  };
  const kiosk = await startKiosk({
    dataDir: given.required('data-dir'),
    statusPort: portOf(given.optional('status-port')),
    usbDir: given.optional('usb-dir'),
    spawnLine: forkLine(process.argv[1] ?? '', SERVE_LINE),
    start: chosen && { chosen, leave },
  }).catch((error: unknown) => {
    noteFailedStart(chosen, error);
    throw error;
  });
  watchForDefects(process, kiosk.log, (code) => process.exit(code));
  announceReady(kiosk);
  reportToSystemd({ ...kiosk, env: process.env, clock: createSystemClock() });
  await stopAsked;
  await kiosk.stop();
}

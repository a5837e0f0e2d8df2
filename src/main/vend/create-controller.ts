import { KioskError } from '#core/base/errors.ts';
import type { Currency } from '#core/money/money.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { VendController } from '#core/vend/controller.ts';
import { isHardwarePath, transportAt } from './open-transport.ts';
import { createQibixxDriver } from './qibixx/driver.ts';
import { BAUD_RATE, qibixxOptionsSchema } from './qibixx/options.ts';
import { createXyDriver } from './xy/driver.ts';
import { recordingTransport, type LineBytes } from './recording.ts';
import type { OpenTransport } from './transport.ts';
import type { SpawnLine } from './xy/link-messages.ts';
import { XY_BAUD_RATE, xyOptionsSchema } from './xy/options.ts';
import type { z } from 'zod';

export { isHardwarePath } from './open-transport.ts';

/** Names a `kiosk.json` may use. */
export const DRIVERS: readonly string[] = ['qibixx', 'xy'];

export interface HardwareChoice {
  readonly driver: string;
  readonly path: string;
  readonly sessionMode: 'authorise-first' | 'always-idle';
}

interface ControllerDeps {
  readonly currency: Currency;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  readonly spawnLine?: SpawnLine | undefined;
  /** Opens the line in another way than the path says. */
  readonly open?: OpenTransport;
  /** Every byte that goes over the line. */
  readonly onPiece?: ((piece: LineBytes) => void) | undefined;
}

/** The driver that `hardware` in kiosk.json names. Throws `config/invalid` with the key that is wrong. */
export function createVendController(
  hardware: HardwareChoice,
  deps: ControllerDeps,
): VendController {
  if (!DRIVERS.includes(hardware.driver)) {
    throw new KioskError(
      'config/invalid',
      `kiosk.json: the key “hardware.driver” names ${hardware.driver}; there is: ${DRIVERS.join(', ')}.`,
    );
  }
  if (!isHardwarePath(hardware.path)) {
    throw new KioskError(
      'config/invalid',
      `kiosk.json: the key “hardware.path” must be a tty such as /dev/serial/by-id/… or tcp://host:port.`,
    );
  }
  const { driver, path, sessionMode } = hardware;
  const { onPiece, open: plain = lineOf(driver) } = deps;
  const open = onPiece === undefined ? plain : recordingTransport(plain, onPiece);
  if (driver === 'xy') {
    const options = optionsOf(xyOptionsSchema, hardware);
    return createXyDriver({ ...deps, open, path, sessionMode, options });
  }
  const options = optionsOf(qibixxOptionsSchema, hardware);
  return createQibixxDriver({ ...deps, open, path, sessionMode, options });
}

function optionsOf<Options>(schema: z.ZodType<Options>, hardware: HardwareChoice): Options {
  const options = schema.safeParse(hardware);
  if (options.success) return options.data;
  const issue = options.error.issues[0];
  throw new KioskError(
    'config/invalid',
    `kiosk.json: the key “hardware.${issue?.path.join('.') ?? ''}” is wrong: ${issue?.message ?? ''}.`,
  );
}

/** How a driver's line is opened: its baud rate. */
export function lineOf(driver: string): OpenTransport {
  return transportAt(driver === 'xy' ? XY_BAUD_RATE : BAUD_RATE);
}

import { KioskError } from '#core/base/errors.ts';

/** Chromium switches that the product accepts: how it draws and on which display. None of them weakens it. */
const DISPLAY_SWITCHES = [
  'no-sandbox',
  'ozone-platform',
  'ozone-platform-hint',
  'force-device-scale-factor',
  'touch-devices',
  'touch-events',
  'disable-gpu',
  'disable-dev-shm-usage',
  'password-store',
];
const OWN_OPTIONS = ['data-dir', 'status-port', 'usb-dir', 'window-size', 'window-at'];

/**
 * Throws `input/invalid` when a packaged kiosk is given a switch that it does not know. Chromium has hundreds, and some
 * open it to whoever asks (`--remote-debugging-port`, `--load-extension`): only the known ones are taken. As Chromium reads
 * them: one dash is enough, blanks around do not count, and they may stand anywhere.
 */
export function refuseForeignSwitches(typed: readonly string[]): void {
  const known = [...OWN_OPTIONS, ...DISPLAY_SWITCHES];
  for (const word of typed) {
    const name = /^\s*--?([^=\s]*)/.exec(word)?.[1];
    if (name === undefined || known.includes(name)) continue;
    const own = OWN_OPTIONS.map((option) => `--${option}`).join(', ');
    throw new KioskError(
      'input/invalid',
      `${word.trim().split('=')[0] ?? word} is not an option of this program; it takes ${own}.`,
    );
  }
}

export interface WindowArguments {
  readonly dataDir: string;
  readonly statusPort: number | undefined;
  readonly usbDir: string | undefined;
  readonly size: { readonly width: number; readonly height: number } | undefined;
  /** Where its upper left corner is, pixels; undefined: in the middle. */
  readonly at: { readonly x: number; readonly y: number } | undefined;
}

function valueOf(typed: readonly string[], name: string): string | undefined {
  const index = typed.indexOf(name);
  if (index >= 0) return typed[index + 1];
  return typed.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
}

function port(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (value <= 65_535) return value;
  throw new KioskError('input/invalid', `--status-port ${text} is not a port (0 to 65535).`);
}

function size(text: string | undefined): WindowArguments['size'] {
  if (text === undefined) return undefined;
  const match = /^(\d{3,4})x(\d{3,4})$/.exec(text);
  if (match !== null) return { width: Number(match[1]), height: Number(match[2]) };
  throw new KioskError('input/invalid', `--window-size ${text} must look like 1024x600.`);
}

function corner(text: string | undefined): WindowArguments['at'] {
  if (text === undefined) return undefined;
  const match = /^(\d{1,5}),(\d{1,5})$/.exec(text);
  if (match !== null) return { x: Number(match[1]), y: Number(match[2]) };
  throw new KioskError('input/invalid', `--window-at ${text} must look like 0,0.`);
}

/**
 * `--data-dir <dir> [--status-port <port>] [--usb-dir <dir>] [--window-size <width>x<height> [--window-at <x>,<y>]]`. Electron and its drivers put switches
 * of their own in front: what is not ours is passed over. Throws `input/invalid`.
 */
export function windowArguments(typed: readonly string[]): WindowArguments {
  const dataDir = valueOf(typed, '--data-dir');
  if (dataDir === undefined || dataDir === '' || dataDir.startsWith('--')) {
    throw new KioskError('input/invalid', '--data-dir is missing.');
  }
  return {
    dataDir,
    statusPort: port(valueOf(typed, '--status-port')),
    usbDir: valueOf(typed, '--usb-dir'),
    size: size(valueOf(typed, '--window-size')),
    at: corner(valueOf(typed, '--window-at')),
  };
}

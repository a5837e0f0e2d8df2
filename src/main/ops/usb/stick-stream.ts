import { err, ok, type Result } from '#core/base/result.ts';
import type { UsbFault } from '#core/usb/usb.ts';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';

export interface StickStream {
  readonly totalBytes: number;
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** Opens a large file in the top folder of a stick, from a byte on. A link could lead into this computer: it is not followed. */
export async function openStickStream(
  stickId: string,
  name: string,
  fromByte: number,
): Promise<Result<StickStream, UsbFault>> {
  if (basename(name) !== name || name.startsWith('.')) return err('usb-no-such-file');
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  try {
    const file = await open(join(stickId, name), flags);
    const about = await file.stat();
    if (about.isFile()) {
      return ok({ totalBytes: about.size, pieces: file.createReadStream({ start: fromByte }) });
    }
    await file.close();
    return err('usb-no-such-file');
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return err(isMissing ? 'usb-no-such-file' : 'usb-unreadable');
  }
}

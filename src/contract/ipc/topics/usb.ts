import type { StickFile, UsbStick } from '#core/usb/usb.ts';
import { z } from 'zod';
import type { Call, NoInput } from '../call.ts';

/** The sticks that are plugged in. What is written to one is asked for by the topic that has something to write. */
export interface UsbCallMap {
  /** Empty: none is plugged in. */
  readonly listSticks: Call<NoInput, readonly UsbStick[]>;
  /** Its catalogue files (`.csv`), newest first. Refused with a `usb-…` code. */
  readonly listStickFiles: Call<{ readonly stickId: string }, readonly StickFile[]>;
}

/** Where it is mounted. */
export const stickIdSchema = z.string().min(1).max(500);

export const usbSchemas = {
  listSticks: z.strictObject({}),
  listStickFiles: z.strictObject({ stickId: stickIdSchema }),
};

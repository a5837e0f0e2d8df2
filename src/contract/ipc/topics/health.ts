import type { Fault } from '#core/vend/fault.ts';
import type { SlotDrop, SlotHealth } from '#core/health/slot-health.ts';
import type { Spread } from '#core/health/percentile.ts';
import type { StepTimes } from '#core/health/step-times.ts';
import type { SystemFacts } from '#core/health/system-facts.ts';
import type { LinkChange, TestVend } from '#core/store/health-store.ts';
import type { TemperatureReading } from '#core/health/temperature.ts';
import type { TrafficEntry } from '#core/vend/traffic.ts';
import { z } from 'zod';
import type { Call, NoInput } from '../call.ts';
import { stickIdSchema } from './usb.ts';

/** How long the steps of a sale take, and the way to the relay and back. */
export interface Pace {
  readonly steps: readonly StepTimes[];
  /** Sales that were looked at. */
  readonly sales: number;
  /** The last hour; undefined: never connected. */
  readonly roundTrip: Spread | undefined;
  /** Oldest first, milliseconds. */
  readonly roundTripsMs: readonly number[];
}

/** What is known about how the machine is. Nothing here changes anything but files on a stick. */
export interface HealthCallMap {
  /** Closed, newest first; `before`: the id of the last one shown. */
  readonly listPastFaults: Call<
    { readonly before?: number | undefined; readonly limit: number },
    readonly Fault[]
  >;
  /** Oldest first; of many readings those that matter for a plot. */
  readonly readTemperatures: Call<{ readonly hours: number }, readonly TemperatureReading[]>;
  /** Drops newest first. */
  readonly readSlotHealth: Call<
    { readonly selection: string },
    { readonly health: SlotHealth; readonly drops: readonly SlotDrop[] }
  >;
  readonly readPace: Call<NoInput, Pace>;
  /** Newest first. */
  readonly listLinkChanges: Call<{ readonly limit: number }, readonly LinkChange[]>;
  /** Oldest first; `after`: the id of the last line that is known. */
  readonly readTraffic: Call<
    { readonly after?: number | undefined; readonly limit: number },
    readonly TrafficEntry[]
  >;
  /** Newest first. */
  readonly listTestVends: Call<
    { readonly limit: number },
    { readonly count: number; readonly tests: readonly TestVend[] }
  >;
  readonly readSystem: Call<NoInput, SystemFacts>;
  /** Whose work this program carries, by name. */
  readonly listNotices: Call<
    NoInput,
    readonly { readonly name: string; readonly version: string; readonly licence: string }[]
  >;
  /** The words of one licence; empty for what is not carried. */
  readonly readNotice: Call<
    { readonly name: string; readonly version: string },
    { readonly text: string }
  >;
  /** What went over the machine's line, for `hardware replay`. @returns the file's name on the stick */
  readonly saveRecording: Call<{ readonly stickId: string }, { readonly file: string }>;
  /** Everything that helps from afar, and no secret. @returns the file's name on the stick */
  readonly saveSupportBundle: Call<{ readonly stickId: string }, { readonly file: string }>;
}

const limit = z.int().min(1).max(500);

export const healthSchemas = {
  listPastFaults: z.strictObject({ before: z.int().positive().optional(), limit }),
  readTemperatures: z.strictObject({ hours: z.int().min(1).max(744) }),
  readSlotHealth: z.strictObject({ selection: z.string().min(1).max(40) }),
  readPace: z.strictObject({}),
  listLinkChanges: z.strictObject({ limit }),
  readTraffic: z.strictObject({ after: z.int().min(0).optional(), limit }),
  listTestVends: z.strictObject({ limit }),
  readSystem: z.strictObject({}),
  listNotices: z.strictObject({}),
  readNotice: z.strictObject({
    name: z.string().min(1).max(214),
    version: z.string().min(1).max(80),
  }),
  saveRecording: z.strictObject({ stickId: stickIdSchema }),
  saveSupportBundle: z.strictObject({ stickId: stickIdSchema }),
};

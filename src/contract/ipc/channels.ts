/** Channels of the bridge between the window and main, named `kiosk:verb-noun`. */
export const CHANNELS = {
  getSnapshot: 'kiosk:get-snapshot',
} as const;

/** main → window: a whole new snapshot. */
export const SNAPSHOT_CHANNEL = 'kiosk:publish-snapshot';

import type { Log } from '#core/base/ports.ts';
import { statfsSync } from 'node:fs';

/** No sale begins with less room: its journal, its settlement and the backup beside it must fit whatever else is written. */
export const LEAST_ROOM_BYTES = 32 * 1_048_576;

/** Asks the file system for the room that this user may fill. Says in the log when it becomes too little, and when there is enough again. */
export function createDiskRoom(dataDir: string, log: Log): () => boolean {
  let hadRoom = true;
  return () => {
    const { bavail, bsize } = statfsSync(dataDir);
    const freeBytes = bavail * bsize;
    const hasRoom = freeBytes >= LEAST_ROOM_BYTES;
    if (hasRoom !== hadRoom) {
      const fields = { freeBytes, leastBytes: LEAST_ROOM_BYTES };
      if (hasRoom) log.info('store.disk-has-room', fields);
      else log.error('store.disk-almost-full', fields);
    }
    hadRoom = hasRoom;
    return hasRoom;
  };
}

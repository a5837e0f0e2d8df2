import { createSystemClock } from '../runtime/clock.ts';
import { isLineOrder } from '../vend/xy/link-messages.ts';
import { raisePriority } from '../vend/xy/raise-priority.ts';
import { serveLine } from '../vend/xy/serve-line.ts';

/** The argument that starts this program as a line process; people never type it. */
export const SERVE_LINE = 'serve-line';

/** Serves the line for the kiosk that started this process, and ends with it. */
export function runServeLine(): Promise<void> {
  raisePriority();
  const hear = serveLine(createSystemClock(), (news) => {
    process.send?.(news);
  });
  process.on('message', (message) => {
    if (isLineOrder(message)) hear(message);
  });
  return new Promise((resolve) => {
    process.once('disconnect', () => {
      resolve();
    });
  });
}

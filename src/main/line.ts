import { createSystemClock } from './runtime/clock.ts';
import { isLineOrder } from './vend/xy/link-messages.ts';
import { raisePriority } from './vend/xy/raise-priority.ts';
import { serveLine } from './vend/xy/serve-line.ts';

/** Entry of the utility process that answers a board's polls for the window's kiosk. It ends with its parent. */
const port = process.parentPort;
raisePriority();

const hear = serveLine(createSystemClock(), (news) => {
  port.postMessage(news);
});
port.on('message', ({ data }) => {
  if (isLineOrder(data)) hear(data);
});

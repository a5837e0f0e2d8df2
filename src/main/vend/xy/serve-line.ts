import type { Clock } from '#core/base/ports.ts';
import { transportAt } from '../open-transport.ts';
import { recordingTransport } from '../recording.ts';
import { createBoardLink, type BoardLink } from './board-link.ts';
import { Timer } from '../timer.ts';
import type { LineNews, LineOrder } from './link-messages.ts';
import { XY_BAUD_RATE } from './options.ts';

/** How often the line process reports that it runs. */
const ALIVE_EVERY_MS = 1_000;

/** The line process itself: carries out commands until it is told to close. */
export function serveLine(
  clock: Clock,
  post: (news: LineNews) => void,
): (order: LineOrder) => void {
  let link: BoardLink | undefined;
  const heartbeat = new Timer(clock);
  function beat(): void {
    post({ kind: 'alive' });
    heartbeat.start(ALIVE_EVERY_MS, beat);
  }
  return (order) => {
    switch (order.kind) {
      case 'open':
        link = createBoardLink({
          path: order.path,
          clock,
          open: recordingTransport(transportAt(XY_BAUD_RATE), (piece) => {
            post({ kind: 'piece', piece });
          }),
          onEvent: (event) => {
            post({ kind: 'event', event });
          },
        });
        link.start();
        beat();
        break;
      case 'send':
        void link?.send(order.command).then((outcome) => {
          post({ kind: 'outcome', id: order.id, outcome });
        });
        break;
      case 'forget':
        link?.forget();
        break;
      case 'close':
        heartbeat.cancel();
        void (link?.stop() ?? Promise.resolve()).then(() => {
          post({ kind: 'closed' });
        });
        break;
    }
  };
}

import { expect, test } from 'vitest';
import { choose, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { connectBare } from '../support/house/strangers.ts';
import { NEIGHBOUR_MODES } from './modes/neighbours.ts';

const MODE = NEIGHBOUR_MODES['half-open-connections'];
const UPGRADE =
  'HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';

test.each([
  [
    'refused, and never closed by the other side',
    `GET /machine ${UPGRADE}Authorization: Bearer no-such-credential-here\r\n\r\n`,
  ],
  ['for another address', `GET /elsewhere ${UPGRADE}\r\n`],
])('an upgrade %s is ended by the relay', async (_what, words) => {
  await withHouse({}, async (house) => {
    const socket = connectBare(house);
    socket.write(words);
    // The other side keeps its half open on purpose: only the relay can end it, and what is then sent is refused.
    await new Promise((resolve) => {
      socket.once('close', resolve);
      socket.once('end', () => {
        const timer = setInterval(() => socket.write('x'), 50);
        socket.once('close', () => {
          clearInterval(timer);
        });
      });
    });
    expect(socket.destroyed).toBe(true);
    await prove(house, await choose(house, 'A1'), MODE);
  });
});

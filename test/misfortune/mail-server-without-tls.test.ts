import { expect, test } from 'vitest';
import { choose, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { connectStranger, copiedCredential } from '../support/house/strangers.ts';
import { mailTo, openMailServer } from '../support/mail-server.ts';
import { NEIGHBOUR_MODES } from './modes/neighbours.ts';

const MODE = NEIGHBOUR_MODES['mail-server-without-tls'];

test('no password goes out in clear, and the sale goes on', async () => {
  const server = await openMailServer({ isTlsOffered: false });
  const email = mailTo(server.port, { user: 'operator', password: 'the-password' });
  await withHouse({ alerts: { webhook: undefined, email } }, async (house) => {
    const copy = connectStranger(house, copiedCredential(house));
    await house.until('the refusal of the copy', () => copy.end() !== undefined);
    await house.until('the failure to be logged', () =>
      house.log.tail(400).includes('relay.alert-not-sent'),
    );
    expect([server.passwords, server.mails]).toEqual([[], []]);
    await prove(house, await choose(house, 'A1'), MODE);
  });
  await server.close();
});

import { SMTPServer } from 'smtp-server';
import { expect, test } from 'vitest';
import { choose, withHouse } from '../support/house/people.ts';
import { prove } from '../support/house/prove.ts';
import { connectStranger, copiedCredential } from '../support/house/strangers.ts';
import { NEIGHBOUR_MODES } from './modes/neighbours.ts';

const MODE = NEIGHBOUR_MODES['mail-server-without-tls'];

test('no password goes out in clear, and the sale goes on', async () => {
  const heard: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) => {
      heard.push(auth.password ?? '');
      done(null, { user: 'operator' });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const smtp = {
    host: '127.0.0.1',
    port,
    secure: false,
    user: 'operator',
    password: 'the-password',
  };
  const email = { from: 'vendskap@example.com', to: ['operator@example.com'], smtp };
  await withHouse({ alerts: { webhook: undefined, email } }, async (house) => {
    const copy = connectStranger(house, copiedCredential(house));
    await house.until('the refusal of the copy', () => copy.end() !== undefined);
    await house.until('the failure to be logged', () =>
      house.log.tail(400).includes('relay.alert-not-sent'),
    );
    expect(heard).toEqual([]);
    await prove(house, await choose(house, 'A1'), MODE);
  });
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
});

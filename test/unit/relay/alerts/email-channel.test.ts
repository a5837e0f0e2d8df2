import { afterEach, expect, test } from 'vitest';
import { mailTo, openMailServer, type MailServer } from '../../../support/mail-server.ts';
import { createEmailChannel } from '../../../../src/relay/alerts/email-channel.ts';

let closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing) await close();
  closing = [];
});

async function mailbox(isTlsOffered: boolean): Promise<MailServer> {
  const server = await openMailServer({ isTlsOffered });
  closing.push(() => server.close());
  return server;
}

const NOTICE = {
  id: 'a',
  machineId: 'vm-0001',
  location: 'Hall',
  kind: 'machineFault',
  sinceMs: 0,
  text: 'Hall (vm-0001): The machine reports a fault.',
};

function channel(
  port: number,
  user: string | undefined,
  host = '127.0.0.1',
): ReturnType<typeof createEmailChannel> {
  const login = user === undefined ? undefined : { user, password: 'the-password' };
  const email = mailTo(port, login);
  return createEmailChannel({ ...email, smtp: { ...email.smtp, host } });
}

test('a server without STARTTLS is never told the password', async () => {
  const box = await mailbox(false);
  const sent = await channel(box.port, 'operator').send(NOTICE);
  expect(sent.ok).toBe(false);
  expect([box.passwords, box.mails]).toEqual([[], []]);
});

test('a server whose certificate nobody vouches for is never told the password', async () => {
  const box = await mailbox(true);
  const sent = await channel(box.port, 'operator').send(NOTICE);
  expect(sent.ok).toBe(false);
  expect([box.passwords, box.mails]).toEqual([[], []]);
});

test('without a password, to this very computer, it goes as it is', async () => {
  const box = await mailbox(false);
  expect(await channel(box.port, undefined).send(NOTICE)).toEqual({ ok: true, value: undefined });
  expect(box.mails[0]).toContain('vm-0001');
});

import { SMTPServer } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import { createEmailChannel } from '../../../../src/relay/alerts/email-channel.ts';

let closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing) await close();
  closing = [];
});

interface Mailbox {
  readonly port: number;
  readonly passwords: string[];
  readonly mails: string[];
}

/** A real SMTP server that notes every password it is told. */
async function mailbox(isTlsOffered: boolean): Promise<Mailbox> {
  const passwords: string[] = [];
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: isTlsOffered ? [] : ['STARTTLS'],
    onAuth: (auth, _session, done) => {
      passwords.push(auth.password ?? '');
      done(null, { user: auth.username });
    },
    onData: (stream, _session, done) => {
      let text = '';
      stream.on('data', (bytes: Buffer) => (text += bytes.toString()));
      stream.on('end', () => {
        mails.push(text);
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  );
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    passwords,
    mails,
  };
}

const NOTICE = {
  id: 'a',
  machineId: 'vm-0001',
  location: 'Hall',
  kind: 'machineFault',
  sinceMs: 0,
  text: 'Hall (vm-0001): The machine reports a fault.',
};

function channel(port: number, user: string | undefined, host = '127.0.0.1') {
  return createEmailChannel({
    from: 'vendskap@example.com',
    to: ['operator@example.com'],
    smtp: {
      host,
      port,
      secure: false,
      user,
      password: user === undefined ? undefined : 'the-password',
    },
  });
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

import { SMTPServer } from 'smtp-server';

/** A real SMTP server that records every mail and every password it receives. */
export interface MailServer {
  readonly port: number;
  readonly passwords: readonly string[];
  readonly mails: readonly string[];
  close(): Promise<void>;
}

export async function openMailServer({
  isTlsOffered,
}: {
  readonly isTlsOffered: boolean;
}): Promise<MailServer> {
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
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    passwords,
    mails,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}

/** The operator's mail settings, as in relay.json. */
export function mailTo(
  port: number,
  login?: { readonly user: string; readonly password: string },
): {
  readonly from: string;
  readonly to: string[];
  readonly smtp: {
    readonly host: string;
    readonly port: number;
    readonly secure: boolean;
    readonly user: string | undefined;
    readonly password: string | undefined;
  };
} {
  return {
    from: 'vendskap@example.com',
    to: ['operator@example.com'],
    smtp: {
      host: '127.0.0.1',
      port,
      secure: false,
      user: login?.user,
      password: login?.password,
    },
  };
}

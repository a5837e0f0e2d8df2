import { err, ok } from '#core/base/result.ts';
import { createTransport } from 'nodemailer';
import type { EmailAlertConfig } from '../config/relay-config.ts';
import type { AlertChannel } from './alert-channel.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;
const TIMEOUT_MS = 15_000;

/** The relay sends a password under TLS only, and lets no alert leave this computer without it. */
function needsTls({ host, secure, user }: EmailAlertConfig['smtp']): boolean {
  return !secure && (user !== undefined || !LOOPBACK.test(host));
}

/** Sends mail by SMTP. An alert is delivered when the server has accepted the message. */
export function createEmailChannel({ from, to, smtp }: EmailAlertConfig): AlertChannel {
  const { host, port, secure, user, password } = smtp;
  const transport = createTransport({
    host,
    port,
    secure,
    requireTLS: needsTls(smtp),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
  });
  return {
    name: 'email',
    send: async ({ location, machineId, kind, text, id }) => {
      try {
        await transport.sendMail({
          from,
          to: [...to],
          subject: `Vendskap: ${location} (${machineId}): ${kind}`,
          text: `${text}\n`,
          headers: { 'x-vendskap-alert': id },
        });
        return ok(undefined);
      } catch (error) {
        return err(
          `The mail was not taken: ${error instanceof Error ? error.message : 'no reason'}.`,
        );
      }
    },
  };
}

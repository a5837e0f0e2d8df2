import { err, ok } from '#core/base/result.ts';
import { createTransport } from 'nodemailer';
import type { AlertChannel } from './operator-notice.ts';

export interface AlertEmailConfig {
  readonly from: string;
  readonly to: readonly string[];
  readonly smtp: {
    readonly host: string;
    readonly port: number;
    /** TLS from the first byte; otherwise STARTTLS, without which nothing is sent to another computer. */
    readonly secure: boolean;
    readonly user: string | undefined;
    readonly password: string | undefined;
  };
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;
const TIMEOUT_MS = 15_000;

/** A password never goes out in clear, and an alert never leaves this computer in clear. */
function needsTls({ host, secure, user }: AlertEmailConfig['smtp']): boolean {
  return !secure && (user !== undefined || !LOOPBACK.test(host));
}

/** Sends mail by SMTP. A message that the server took is a delivery. */
export function createAlertEmail({ from, to, smtp }: AlertEmailConfig): AlertChannel {
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

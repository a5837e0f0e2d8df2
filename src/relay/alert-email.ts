import { err, ok } from '#core/result.ts';
import { createTransport } from 'nodemailer';
import type { AlertChannel } from './alert-channels.ts';

export interface AlertEmailConfig {
  readonly from: string;
  readonly to: readonly string[];
  readonly smtp: {
    readonly host: string;
    readonly port: number;
    /** TLS from the first byte; otherwise STARTTLS when the server offers it. */
    readonly secure: boolean;
    readonly user: string | undefined;
    readonly password: string | undefined;
  };
}

const TIMEOUT_MS = 15_000;

/** Sends mail by SMTP. A message that the server took is a delivery. */
export function createAlertEmail({ from, to, smtp }: AlertEmailConfig): AlertChannel {
  const { host, port, secure, user, password } = smtp;
  const transport = createTransport({
    host,
    port,
    secure,
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

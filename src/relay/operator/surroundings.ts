import { err, ok, type Result } from '#core/base/result.ts';
import { reasonOf } from '#core/base/errors.ts';
import { execFile } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { connect } from 'node:tls';

const TIMEOUT_MS = 10_000;

export interface SeenCertificate {
  readonly validUntilMs: number;
  /** Why other programs refuse it; undefined: it is trusted. */
  readonly fault: string | undefined;
}

/** What lies around the relay: the computer's clock service, DNS, and the TLS server in front. */
export interface Surroundings {
  /** Whether the clock follows a time server. Undefined: this computer does not tell. */
  isClockSynchronized(): Promise<boolean | undefined>;
  /** The addresses of a host name. The error is a code such as ENOTFOUND. */
  addressesOf(host: string): Promise<Result<readonly string[], string>>;
  /** The certificate that a TLS server shows for this host name. The error is a reason. */
  certificateOf(host: string, port: number): Promise<Result<SeenCertificate, string>>;
}

/** systemd tells what the kernel knows, whichever service keeps the clock. */
function isClockSynchronized(): Promise<boolean | undefined> {
  const words = ['show', '--property=NTPSynchronized', '--value'];
  return new Promise((resolve) => {
    execFile('timedatectl', words, { timeout: TIMEOUT_MS }, (error, stdout) => {
      const answer = stdout.trim();
      const isKnown = error === null && (answer === 'yes' || answer === 'no');
      resolve(isKnown ? answer === 'yes' : undefined);
    });
  });
}

async function addressesOf(host: string): Promise<Result<readonly string[], string>> {
  try {
    const found = await lookup(host, { all: true });
    return ok(found.map(({ address }) => address));
  } catch (error) {
    const hasCode = error instanceof Error && 'code' in error && typeof error.code === 'string';
    return err(hasCode ? String(error.code) : reasonOf(error));
  }
}

function certificateOf(host: string, port: number): Promise<Result<SeenCertificate, string>> {
  const bare = host.replace(/^\[|\]$/g, '');
  // A name, never an address, goes into the greeting (RFC 6066).
  const name = isIP(bare) === 0 ? { servername: bare } : {};
  return new Promise((resolve) => {
    // The certificate of a server that is not trusted is looked at too; nothing is sent to it.
    const socket = connect(
      { host: bare, port, ...name, rejectUnauthorized: false, timeout: TIMEOUT_MS },
      () => {
        const { valid_to: validTo } = socket.getPeerCertificate();
        const fault = socket.authorized ? undefined : String(socket.authorizationError);
        socket.destroy();
        const validUntilMs = Date.parse(validTo);
        resolve(Number.isNaN(validUntilMs) ? err('no certificate') : ok({ validUntilMs, fault }));
      },
    );
    socket.on('timeout', () => socket.destroy(new Error('no answer')));
    socket.on('error', (error) => {
      resolve(err(reasonOf(error)));
    });
  });
}

export function createSurroundings(): Surroundings {
  return { isClockSynchronized, addressesOf, certificateOf };
}

import { KioskError } from '#core/base/errors.ts';

/** `user:password@`, then hosts, then the rest of the URL. */
const URL_PARTS = /^(postgres(?:ql)?:\/\/(?:[^@/?#]*@)?)([^/?#]*)(.*)$/;

/**
 * One URL for each host that a PostgreSQL URL names: `postgresql://relay@one:5432,two:5432/vendskap` are two servers, of
 * which one takes writes. Throws `config/invalid`.
 */
export function addressesOf(url: string): readonly string[] {
  const [, before, hosts = '', after = ''] = URL_PARTS.exec(url) ?? [];
  const addresses = hosts.split(',').map((host) => `${before ?? ''}${host}${after}`);
  if (before !== undefined && addresses.every((address) => isUsable(address))) return addresses;
  throw new KioskError(
    'config/invalid',
    'The database must be sqlite:<file> or postgresql://<user>@<host>:<port>/<name>.',
  );
}

function isUsable(address: string): boolean {
  // An empty host is a Unix socket, whose folder the URL names: postgresql://relay@/vendskap?host=/run/postgresql
  return URL.canParse(address.replace('@/', '@localhost/').replace(':///', '://localhost/'));
}

/** The address for a sentence or a log line: without its password. */
export function withoutPassword(url: string): string {
  return url
    .replace(/^(\w+:\/\/[^:@/?#]*):[^@/?#]*@/, '$1@')
    .replace(/([?&]password=)[^&]*/, '$1…');
}

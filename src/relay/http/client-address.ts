import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type { IncomingMessage } from 'node:http';

/** Proxies on the relay's own computer, when relay.json names none. */
const LOOPBACK = ['127.0.0.0/8', '::1/128'];

/** Who a request comes from, seen through the proxies that are trusted to say so. */
export interface ClientAddresses {
  /** An IPv4 address, or the /64 of an IPv6 address: what one customer of a provider has. */
  of(request: Pick<IncomingMessage, 'headers' | 'socket'>): string;
}

/** `10.0.0.0/8`, `2001:db8::/32`, or one address; undefined when it is none of these. */
export function addressRange(
  text: string,
):
  | { readonly address: string; readonly bits: number; readonly family: 'ipv4' | 'ipv6' }
  | undefined {
  const [address = '', length, more] = text.split('/');
  const isFour = isIPv4(address);
  if ((!isFour && !isIPv6(address)) || more !== undefined) return undefined;
  const longest = isFour ? 32 : 128;
  const bits = length === undefined ? longest : Number(length);
  const isLength = length === undefined || (/^\d{1,3}$/.test(length) && bits <= longest);
  return isLength ? { address, bits, family: isFour ? 'ipv4' : 'ipv6' } : undefined;
}

/** An address as proxies write it: with a port, in brackets, or IPv4 inside IPv6. */
function plainAddress(text: string): string | undefined {
  const bare = text.trim().replace(/^\[([^\]]+)\](?::\d{1,5})?$/, '$1');
  const withoutPort = /^[\d.]+:\d{1,5}$/.test(bare) ? (bare.split(':')[0] ?? '') : bare;
  const address = (withoutPort.split('%')[0] ?? '').replace(/^::ffff:(?=[\d.]+$)/i, '');
  return isIPv4(address) || isIPv6(address) ? address : undefined;
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): readonly string[] {
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array.from({ length: missing }, () => '0'), ...after];
}

function keyOf(address: string): string {
  if (isIPv4(address)) return address;
  const network = groupsOf(address).slice(0, 4);
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

export function createClientAddresses(
  trustedProxies: readonly string[] | undefined,
): ClientAddresses {
  const trusted = new BlockList();
  for (const text of trustedProxies ?? LOOPBACK) {
    const range = addressRange(text);
    if (range !== undefined) trusted.addSubnet(range.address, range.bits, range.family);
  }
  const isTrusted = (address: string): boolean =>
    trusted.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');

  return {
    of: ({ headers, socket }) => {
      let address = plainAddress(socket.remoteAddress ?? '') ?? '';
      const header = headers['x-forwarded-for'] ?? '';
      const said = (Array.isArray(header) ? header.join(',') : header).split(',');
      // From the nearest: each trusted proxy tells who came to it; what an untrusted one says is anybody's word.
      while (address !== '' && isTrusted(address)) {
        const next = plainAddress(said.pop() ?? '');
        if (next === undefined) break;
        address = next;
      }
      return address === '' ? 'unknown' : keyOf(address);
    },
  };
}

import type { IncomingMessage } from 'node:http';
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { addressRange } from '../config/relay-config.ts';

/** Proxies on the relay's own computer: trusted when `relay.json` names none. */
const LOOPBACK = ['127.0.0.0/8', '::1/128'];

/** Tells where a request comes from, seen through the trusted proxies. */
export interface ClientAddresses {
  /** An IPv4 address, or the /64 of an IPv6 address, which is what a provider gives one customer. */
  of(request: Pick<IncomingMessage, 'headers' | 'socket'>): string;
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

function clientOf(address: string): string {
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
      const hops = (Array.isArray(header) ? header.join(',') : header).split(',');
      // From the nearest hop: a trusted proxy says who connected to it. Further entries could be forged.
      while (address !== '' && isTrusted(address)) {
        const next = plainAddress(hops.pop() ?? '');
        if (next === undefined) break;
        address = next;
      }
      return address === '' ? 'unknown' : clientOf(address);
    },
  };
}

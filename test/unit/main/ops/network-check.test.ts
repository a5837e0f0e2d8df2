import { ok } from '#core/base/result.ts';
import type { networkInterfaces } from 'node:os';
import { expect, it } from 'vitest';
import { checkNetwork, reachingAddresses } from '../../../../src/main/ops/network-check.ts';

const at = (address: string, family: 'IPv4' | 'IPv6', internal = false) => {
  const rest = { netmask: '', mac: '', cidr: null, internal };
  return family === 'IPv4'
    ? { ...rest, address, family }
    : { ...rest, address, family, scopeid: 0 };
};

it('a computer has an address when it can reach others by it, of either kind', () => {
  const found: ReturnType<typeof networkInterfaces> = {
    lo: [at('127.0.0.1', 'IPv4', true), at('::1', 'IPv6', true)],
    eth0: [at('fe80::1', 'IPv6'), at('2001:db8::7', 'IPv6'), at('169.254.3.4', 'IPv4')],
    wwan0: [at('10.0.0.7', 'IPv4')],
    nothing: undefined,
  };
  expect(reachingAddresses(found)).toEqual(['2001:db8::7', '10.0.0.7']);
});

it('a mobile network that knows IPv6 only is a network', async () => {
  const greet = () => Promise.resolve(ok({ tookMs: 5, clockOffsetMs: 0 }));
  const addresses = (): readonly string[] => ['2001:db8::7'];
  const found = await checkNetwork('https://localhost', { greet, addresses });
  expect(found.map(({ state }) => state)).toEqual(['fine', 'fine', 'fine', 'fine']);
});

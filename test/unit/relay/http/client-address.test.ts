import { describe, expect, test } from 'vitest';
import { addressRange } from '../../../../src/relay/config/relay-config.ts';
import { createClientAddresses } from '../../../../src/relay/http/client-address.ts';

type Seen = Parameters<ReturnType<typeof createClientAddresses>['of']>[0];

function seen(remoteAddress: string, forwarded?: string): Seen {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  // The two fields that are read.
  return { headers, socket: Object.assign(Object.create(null), { remoteAddress }) };
}

describe('who a request comes from', () => {
  const behindLoopback = createClientAddresses(undefined);

  test.each([
    ['198.51.100.7', undefined, '198.51.100.7'],
    ['127.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['::1', '203.0.113.9', '203.0.113.9'],
    ['::ffff:127.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['127.0.0.1', undefined, '127.0.0.1'],
    ['127.0.0.1', 'nobody', '127.0.0.1'],
    ['127.0.0.1', '203.0.113.9:4711', '203.0.113.9'],
    ['127.0.0.1', '[2001:db8:1:2:3:4:5:6]:4711', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', undefined, '2001:db8:1:2::/64'],
    ['2001:db8::1', undefined, '2001:db8:0:0::/64'],
    ['', undefined, 'unknown'],
  ])('%s saying %s is %s', (remote, forwarded, client) => {
    expect(behindLoopback.of(seen(remote, forwarded))).toBe(client);
  });

  test('what stands left of the first address that no proxy vouches for is anybody’s word', () => {
    const forged = '1.1.1.1, 2.2.2.2, 203.0.113.9';
    expect(behindLoopback.of(seen('127.0.0.1', forged))).toBe('203.0.113.9');
    expect(behindLoopback.of(seen('203.0.113.9', '1.1.1.1'))).toBe('203.0.113.9');
  });

  test('through a chain of proxies, and not through one that is not named', () => {
    const chain = createClientAddresses(['10.0.0.0/8', '192.0.2.1', '2001:db8:ffff::/48']);
    expect(chain.of(seen('192.0.2.1', '203.0.113.9, 10.1.2.3'))).toBe('203.0.113.9');
    expect(chain.of(seen('2001:db8:ffff::5', '203.0.113.9'))).toBe('203.0.113.9');
    expect(chain.of(seen('192.0.2.2', '203.0.113.9'))).toBe('192.0.2.2');
    expect(chain.of(seen('127.0.0.1', '203.0.113.9'))).toBe('127.0.0.1');
    expect(createClientAddresses([]).of(seen('127.0.0.1', '203.0.113.9'))).toBe('127.0.0.1');
  });
});

test('ranges', () => {
  expect(addressRange('10.0.0.0/8')).toEqual({ address: '10.0.0.0', bits: 8, family: 'ipv4' });
  expect(addressRange('192.0.2.1')).toEqual({ address: '192.0.2.1', bits: 32, family: 'ipv4' });
  expect(addressRange('2001:db8::/32')).toMatchObject({ bits: 32, family: 'ipv6' });
  for (const bad of [
    '',
    'proxy',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0/8',
    '::/129',
  ]) {
    expect(addressRange(bad), bad).toBeUndefined();
  }
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readRelayConfig } from '../../../../src/relay/config/read-config.ts';
import { heartbeatSecondsOf, type RelayConfig } from '../../../../src/relay/config/relay-config.ts';

const EXAMPLE = join(process.cwd(), 'resources/relay.example.json');
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vendskap-relay-config-'));
  mkdirSync(join(folder, 'secrets'));
  writeFileSync(join(folder, 'secrets/client-secret'), 'secret\n');
  vi.stubEnv('VIPPS_CLIENT_ID', 'client');
  vi.stubEnv('VIPPS_SUBSCRIPTION_KEY', 'key');
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function read(changes: Readonly<Record<string, unknown>> = {}): RelayConfig {
  const example: Record<string, unknown> = JSON.parse(readFileSync(EXAMPLE, 'utf8'));
  const path = join(folder, 'relay.json');
  writeFileSync(path, JSON.stringify({ ...example, ...changes }));
  return readRelayConfig(path);
}

test('the example is a configuration', () => {
  expect(read()).toMatchObject({
    admin: { host: '127.0.0.1' },
    trustedProxies: ['127.0.0.1', '::1'],
    salesUnits: [{ merchantSerialNumber: '123456', vipps: { clientSecret: 'secret' } }],
  });
});

test('without them health is somewhere on this computer, and proxies are those on it', () => {
  expect(read({ admin: undefined, trustedProxies: undefined })).not.toHaveProperty('admin.port');
});

test.each([
  [{}, 60],
  [{ heartbeatSeconds: 120 }, 120],
  [{ presence: { afterSeconds: 20 } }, 30],
  [{ presence: false, heartbeatSeconds: 240 }, 240],
])('%j: a machine gives a sign of life every %s s', (changes, seconds) => {
  expect(heartbeatSecondsOf(read(changes))).toBe(seconds);
});

test.each([
  [{ presence: { tellReadiness: 'yes' } }, /“presence/],
  [{ heartbeatSeconds: 9 }, /“heartbeatSeconds” must be at least 10/],
  [{ heartbeatSeconds: 61.5 }, /“heartbeatSeconds” must be a whole number/],
  [{ heartbeatSeconds: 131 }, /“heartbeatSeconds” must be at most presence.afterSeconds \+ 10/],
  [{ trustedProxies: ['proxy.example'] }, /trustedProxies\.0/],
  [{ trustedProxies: '10.0.0.1' }, /trustedProxies/],
  [{ trustedProxies: ['10.0.0.0/33'] }, /trustedProxies\.0/],
  [{ admin: { port: 70_000 } }, /admin\.port/],
  [{ admin: true }, /admin/],
  [{ backup: true }, /“backup” must hold folder/],
  [{ backup: { folder: 'b', keep: 0 } }, /“backup.keep” must be at least 1/],
  [{ tracing: true }, /“tracing” must hold otlpUrl/],
  [{ tracing: {} }, /“tracing.otlpUrl” is missing: it must be a URL/],
  [{ tracing: { otlpUrl: 'http://collector.example' } }, /“tracing.otlpUrl” must start with https/],
  [{ tracing: { otlpUrl: 'https://a.example', sampleShare: 2 } }, /sampleShare” must be at most 1/],
  [
    { tracing: { otlpUrl: 'https://a.example', headers: { 'a b': 'c' } } },
    /“tracing.headers.a b” must be names of HTTP headers/,
  ],
  [
    { tracing: { otlpUrl: 'https://a.example', headers: { a: { env: 'NOT_SET' } } } },
    /“tracing.headers.a” names/,
  ],
  [{ tracing: { otlpUrl: 'https://a.example', endpoint: 'b' } }, /“tracing”/],
])('%j is refused in one sentence that names the key', (changes, key) => {
  expect(() => read(changes)).toThrow(key);
});

test('backups: fourteen in a folder beside relay.json, when it names one', () => {
  expect(read({ backup: { folder: 'backups' } }).backup).toEqual({
    folder: join(folder, 'backups'),
    keep: 14,
  });
  expect(read().backup).toBeUndefined();
});

test('traces: the whole share unless told otherwise, and a header may be a secret in a file', () => {
  const headers = { 'x-api-key': { file: 'secrets/client-secret' } };
  expect(read({ tracing: { otlpUrl: 'https://collector.example/', headers } }).tracing).toEqual({
    otlpUrl: 'https://collector.example',
    headers: { 'x-api-key': 'secret' },
    sampleShare: 1,
  });
  expect(read().tracing).toBeUndefined();
});

test('the example of the package says what to fill in, one key after the other', () => {
  const example = readFileSync(join(process.cwd(), 'resources/relay/relay.json'), 'utf8');
  const path = join(folder, 'relay.json');
  writeFileSync(path, example);
  expect(() => readRelayConfig(path)).toThrow(
    `${path}: fill in the key “publicUrl”: the https:// address at which Vipps and the machines reach this relay.`,
  );
  writeFileSync(path, example.replace(/"FILL IN: the https[^"]*"/, '"https://relay.example"'));
  expect(() => readRelayConfig(path)).toThrow('the key “salesUnits.0.merchantSerialNumber”');
  writeFileSync(join(folder, 'secrets/client-id'), 'id');
  writeFileSync(join(folder, 'secrets/subscription-key'), 'key');
  const filled = example
    .replace(/"FILL IN: the https[^"]*"/, '"https://relay.example"')
    .replace(/"FILL IN: the number[^"]*"/, '"123456"');
  writeFileSync(path, filled);
  expect(readRelayConfig(path).salesUnits[0]?.vipps.clientId).toBe('id');
});

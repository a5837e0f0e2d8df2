import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readKioskConfig, type KioskConfig } from '../../../../src/main/config/config.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vendskap-kiosk-config-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function read(tracing: unknown): KioskConfig | undefined {
  const relay = { url: 'https://relay.example', credential: 'c' };
  const hardware = { driver: 'qibixx', path: '/dev/ttyS0', sessionMode: 'authorise-first' };
  const config = { machineId: 'vm-0001', relay, hardware, tracing };
  writeFileSync(join(folder, 'kiosk.json'), JSON.stringify(config));
  return readKioskConfig(folder);
}

it('has no traces unless kiosk.json asks for them', () => {
  expect(read(undefined)?.tracing).toBeUndefined();
  expect(read({ otlpUrl: 'https://collector.example/' })?.tracing).toEqual({
    otlpUrl: 'https://collector.example',
    sampleShare: 1,
  });
});

it.each([
  [true, 'the key “tracing” must hold otlpUrl.'],
  [{}, 'the key “tracing.otlpUrl” must be the address of a collector.'],
  [{ otlpUrl: 'http://collector.example' }, 'the key “tracing.otlpUrl” must start with https://'],
  [{ otlpUrl: 'https://a.example', sampleShare: -1 }, '“tracing.sampleShare” must be at least 0.'],
  [{ otlpUrl: 'https://a.example', headers: { a: 1 } }, '“tracing.headers.a” must be a text.'],
])('%j is refused in one sentence', (tracing, sentence) => {
  expect(() => read(tracing)).toThrow(sentence);
});

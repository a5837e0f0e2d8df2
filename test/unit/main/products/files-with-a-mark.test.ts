import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { configPath, readKioskConfig } from '../../../../src/main/config/config.ts';
import { parseRecording } from '../../../../src/main/vend/recording.ts';
import { readRelayConfig } from '../../../../src/relay/config/read-config.ts';

/** What Notepad and other editors put before the first letter. */
const MARK = '\ufeff';
const KIOSK = {
  machineId: 'vm-0001',
  relay: { url: 'https://relay.example', credential: 'credential' },
  hardware: { driver: 'qibixx', path: '/dev/ttyACM0', sessionMode: 'authorise-first' },
};
const RELAY = {
  listen: { host: '127.0.0.1', port: 0 },
  publicUrl: 'https://relay.example',
  database: 'sqlite:relay.db',
  salesUnits: [
    {
      merchantSerialNumber: '123456',
      market: 'NO',
      vipps: {
        baseUrl: 'https://api.example',
        clientId: 'id',
        clientSecret: { file: 'secret.txt' },
        subscriptionKey: 'key',
      },
      maxAmountCap: 10_000,
    },
  ],
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vendskap-mark-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('kiosk.json is read with a byte order mark', () => {
  writeFileSync(configPath(folder), MARK + JSON.stringify(KIOSK));
  expect(readKioskConfig(folder)).toMatchObject({ machineId: 'vm-0001' });
});

it('relay.json and the files of its secrets are read with a byte order mark', () => {
  writeFileSync(join(folder, 'secret.txt'), `${MARK}hush\r\n`, { mode: 0o600 });
  writeFileSync(join(folder, 'relay.json'), MARK + JSON.stringify(RELAY), { mode: 0o600 });
  const { salesUnits } = readRelayConfig(join(folder, 'relay.json'));
  expect(salesUnits[0]?.vipps.clientSecret).toBe('hush');
});

it('a recording of the line is read with a byte order mark', () => {
  const piece = { atMs: 0, direction: 'in', hex: '01' };
  expect(parseRecording(`${MARK}${JSON.stringify(piece)}\r\n`)).toEqual([piece]);
});

it('a secret of the environment is read without its line end, and an empty one is said', () => {
  const path = join(folder, 'relay.json');
  const withSecret = (clientSecret: object): string =>
    JSON.stringify({
      ...RELAY,
      salesUnits: RELAY.salesUnits.map((unit) => ({
        ...unit,
        vipps: { ...unit.vipps, clientSecret },
      })),
    });
  process.env['VENDSKAP_TEST_SECRET'] = 'hush\r\n';
  writeFileSync(path, withSecret({ env: 'VENDSKAP_TEST_SECRET' }), { mode: 0o600 });
  expect(readRelayConfig(path).salesUnits[0]?.vipps.clientSecret).toBe('hush');
  process.env['VENDSKAP_TEST_SECRET'] = ' ';
  expect(() => readRelayConfig(path)).toThrow(
    'names the environment variable VENDSKAP_TEST_SECRET, which is not set.',
  );
  delete process.env['VENDSKAP_TEST_SECRET'];
  writeFileSync(join(folder, 'secret.txt'), MARK, { mode: 0o600 });
  writeFileSync(path, withSecret({ file: 'secret.txt' }), { mode: 0o600 });
  expect(() => readRelayConfig(path)).toThrow('names the file secret.txt, which is empty.');
});

import { gunzipSync } from 'node:zlib';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import {
  createStage,
  freePort,
  HEADLESS,
  launch,
  MACHINE,
  RELAY,
  run,
  type Program,
  type Stage,
} from '../support/stage.ts';

let stage: Stage | undefined;
const programs: Program[] = [];

afterEach(async () => {
  for (const program of programs.splice(0)) await program.stop();
  await stage?.close();
  stage = undefined;
});

/** A secret that was planted, and where it may be found: in the files that exist to hold it, for their owner only. */
interface Canary {
  readonly name: string;
  readonly text: string;
}

const PIN = '918273';

function textIn(value: unknown, key: string): string {
  if (typeof value !== 'object' || value === null) throw new Error(key);
  const found: unknown = Reflect.get(value, key);
  if (typeof found !== 'string' || found.length < 6) throw new Error(`${key} is no canary.`);
  return found;
}

function credentialOf(dataDir: string): string {
  const config: unknown = JSON.parse(readFileSync(join(dataDir, 'kiosk.json'), 'utf8'));
  if (typeof config !== 'object' || config === null) throw new Error('No kiosk.json.');
  return textIn(Reflect.get(config, 'relay'), 'credential');
}

function keysOf(configPath: string): readonly Canary[] {
  const config = readFileSync(configPath, 'utf8');
  return ['clientSecret', 'subscriptionKey'].map((name) => {
    const text = new RegExp(`"${name}":\\s*"([^"]+)"`).exec(config)?.[1];
    if (text === undefined) throw new Error(`${name} is not in relay.json.`);
    return { name, text };
  });
}

/** As it is, in base64 at each of three offsets, in hexadecimal and in an address. */
function spellings(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  const shifted = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    return encoded.slice(offset === 0 ? 0 : 4, -4);
  });
  return [text, bytes.toString('hex'), encodeURIComponent(text), ...shifted].filter(
    (one) => one.length >= 6,
  );
}

function foundIn(content: Buffer | string, canaries: readonly Canary[]): readonly string[] {
  const bytes = Buffer.from(content);
  return canaries
    .filter(({ text }) => spellings(text).some((spelling) => bytes.includes(spelling)))
    .map(({ name }) => name);
}

async function said(words: readonly string[], input = ''): Promise<string> {
  const { code, stdout, stderr } = await run(words, {}, input);
  if (code !== 0) throw new Error(stderr);
  return stdout + stderr;
}

test('secrets that are planted everywhere are found in no log, bundle, export, backup or status', async () => {
  const at = await createStage();
  stage = at;
  const dir = ['--data-dir', at.dataDir];
  const config = ['--config', at.configPath];
  const people = [HEADLESS, 'people', 'add', 'Kari', '--role', 'owner', '--language', 'nb', ...dir];
  await said(people, `${PIN}\n`);
  // Everything that can be logged is.
  const loud = { env: { VENDSKAP_LOG: 'trace' } };
  await at.relay.stop();
  const relay = await launch([RELAY, 'serve', ...config], loud);
  const statusPort = await freePort();
  const words = [HEADLESS, 'run', ...dir, '--status-port', String(statusPort)];
  const kiosk = await launch(words, loud);
  programs.push(kiosk, relay);
  await at.readyStatus(statusPort);
  const scanned = await at.control('scan', { qr: MACHINE });
  const customerToken = textIn(scanned, 'customerToken');
  await at.control('approve', { reference: await at.pendingReference() });
  await at.choose(statusPort, 'B1');
  const sale = await at.settledSale();
  const made: unknown = JSON.parse(await said([HEADLESS, 'bundle', 'code', ...dir]));
  const recoveryCode = textIn(made, 'recoveryCode');
  const replacing: unknown = JSON.parse(
    await said([RELAY, 'machine', 'replace', MACHINE, ...config]),
  );
  const canaries: readonly Canary[] = [
    { name: 'credential', text: credentialOf(at.dataDir) },
    { name: 'PIN', text: PIN },
    { name: 'customer token', text: customerToken },
    { name: 'recovery code', text: recoveryCode },
    { name: 'recovery code, typed', text: recoveryCode.replaceAll('-', '') },
    { name: 'enrolment code', text: textIn(replacing, 'enrolmentCode') },
    ...keysOf(at.configPath),
  ];
  // The search itself: it finds each of them, however it is written.
  for (const canary of canaries) {
    for (const spelling of spellings(canary.text)) {
      expect(foundIn(`…${spelling}…`, [canary])).toEqual([canary.name]);
    }
  }
  const refused = await run(
    [
      HEADLESS,
      'bundle',
      'take-over',
      '--relay',
      at.relayUrl,
      '--code',
      'ABCD2345',
      '--data-dir',
      join(at.folder, 'other'),
    ],
    {},
    recoveryCode,
  );
  expect(refused.code).not.toBe(0);
  const file = join(at.folder, 'canaries.vendskap');
  const backup = join(at.folder, 'relay-backup.db');
  await said([HEADLESS, 'bundle', 'save', file, ...dir]);
  await said([HEADLESS, 'bundle', 'send', ...dir]);
  await said([RELAY, 'backup', '--to', backup, ...config]);
  const status = JSON.stringify(await at.status(statusPort));
  const metrics = await fetch(`http://127.0.0.1:${String(statusPort)}/metrics`);
  const places: Readonly<Record<string, Buffer | string>> = {
    'the kiosk’s log': kiosk.stderr(),
    'the relay’s log': relay.stderr(),
    'a refusal': refused.stdout + refused.stderr,
    bundle: readFileSync(file),
    'the relay’s backup': readFileSync(backup),
    status,
    metrics: await metrics.text(),
    sales: await said([HEADLESS, 'sales', 'export', '--format', 'csv', ...dir]),
    'sales as JSON': await said([HEADLESS, 'sales', 'export', '--format', 'json', ...dir]),
    catalogue: await said([HEADLESS, 'catalogue', 'export', ...dir]),
    people: await said([HEADLESS, 'people', 'list', ...dir]),
    machines: await said([RELAY, 'machine', 'list', '--json', ...config]),
    // The token of a customer is erased from the kiosk's own database too.
    'kiosk.db': Buffer.concat(
      readdirSync(at.dataDir)
        .filter((name) => name.startsWith('kiosk.db') && statSync(join(at.dataDir, name)).isFile())
        .map((name) => readFileSync(join(at.dataDir, name))),
    ),
  };
  for (const [place, content] of Object.entries(places)) {
    expect(content.length, place).toBeGreaterThan(0);
    expect(foundIn(content, canaries), place).toEqual([]);
  }
  expect(kiosk.stderr() + relay.stderr()).toContain(sale.reference);
  expect(places['sales as JSON']).toContain(sale.reference);
  expect(() => gunzipSync(readFileSync(file))).toThrow();
});

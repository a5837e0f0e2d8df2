import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import {
  createStage,
  MACHINE,
  MSN,
  RELAY,
  run,
  type Finished,
  type Stage,
} from '../support/stage.ts';
import { openTlsFront } from './relay/check-world.ts';

const reportSchema = z.object({
  counts: z.record(z.string(), z.number()),
  findings: z.array(
    z.object({
      id: z.string(),
      state: z.string(),
      sentence: z.string(),
      salesUnit: z.string().optional(),
      machineId: z.string().optional(),
    }),
  ),
  openQuestions: z.array(
    z.object({
      number: z.number(),
      question: z.string(),
      state: z.string(),
      observed: z.string(),
      byHand: z.string().optional(),
    }),
  ),
});
type Report = z.infer<typeof reportSchema>;

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.close());

const check = (...words: readonly string[]): Promise<Finished> =>
  run([RELAY, 'check', ...words, '--config', stage.configPath]);

function reportOf({ stdout }: Finished): Report {
  return reportSchema.parse(JSON.parse(stdout));
}

function configWith(changes: Readonly<Record<string, unknown>>, unit: object = {}): string {
  const config: { readonly salesUnits: readonly object[] } = JSON.parse(
    readFileSync(stage.configPath, 'utf8'),
  );
  const salesUnits = config.salesUnits.map((one) => ({ ...one, ...unit }));
  const file = join(stage.folder, 'changed.json');
  writeFileSync(file, JSON.stringify({ ...config, salesUnits, ...changes }), { mode: 0o600 });
  return file;
}

it('prints a list for a person, and ends with 0 when nothing must be fixed', async () => {
  const done = await check();
  expect(done).toMatchObject({ code: 0, stderr: '' });
  const lines = done.stdout.split('\n');
  expect(lines[0]).toBe('Relay');
  expect(lines).toContain(`Sales unit ${MSN}`);
  expect(done.stdout).toMatch(/\n {2}ok {9}token {17}Vipps gives an access token/);
  expect(done.stdout).toMatch(/\n {2}1\. .*Not seen: nobody scanned/);
  expect(done.stdout.match(/\n {5}By hand: .+\./g)).toHaveLength(6);
  expect(done.stdout).toMatch(/Nothing must be fixed; \d+ warnings?, \d+ things not known/);
});

it('prints JSON for scripts, and ends with 1 when something must be fixed', async () => {
  expect(reportOf(await check('--json')).counts['mustFix']).toBe(0);
  await stage.control('qr', { qr: MACHINE, isRemoved: true });
  const done = await check('--json');
  expect(done).toMatchObject({ code: 1, stderr: '' });
  const report = reportOf(done);
  expect(report.findings.filter(({ state }) => state === 'mustFix')).toEqual([
    {
      id: 'qr',
      state: 'mustFix',
      salesUnit: MSN,
      machineId: MACHINE,
      sentence: expect.stringContaining('Vipps has no QR'),
    },
  ]);
  expect(report.openQuestions.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const byHand = report.openQuestions.filter((one) => one.byHand !== undefined);
  expect(byHand.map(({ number }) => number)).toEqual([1, 2, 3, 4, 6, 8]);
  expect(done.stdout).not.toContain('demo-client-secret');
  expect(done.stdout).not.toContain('demo-subscription-key');
});

it('asks a public address with TLS, and reads its certificate', async () => {
  const front = await openTlsFront(Number(new URL(stage.relayUrl).port), 12);
  const authority = join(stage.folder, 'authority.pem');
  writeFileSync(authority, front.certificate);
  const file = configWith({ publicUrl: front.url });
  const done = await run([RELAY, 'check', '--json', '--config', file], {
    NODE_EXTRA_CA_CERTS: authority,
  });
  front.close();
  const found = new Map(reportOf(done).findings.map((one) => [one.id, one]));
  expect(found.get('publicUrl.reach')?.state).toBe('ok');
  expect(found.get('certificate')).toMatchObject({
    state: 'warning',
    sentence: expect.stringContaining('valid for 12 more days'),
  });
});

it('looks at a sales unit in production at Vipps’ own file', async () => {
  await stage.control('sales-unit', {
    merchantSerialNumber: MSN,
    file: { captureType: 'DirectCapture' },
  });
  const file = configWith({}, { environment: 'production' });
  const done = await run([RELAY, 'check', '--json', '--config', file]);
  const wrong = reportOf(done).findings.find(({ id }) => id === 'unit.captureType');
  expect(wrong).toMatchObject({ state: 'mustFix' });
});

it('tries a whole payment in the test environment, and Vipps’ ledger says so', async () => {
  const done = await check('--json', '--payment');
  const report = reportOf(done);
  const tried = report.findings.filter(({ id }) => id.startsWith('payment.'));
  expect(tried.map(({ id, state }) => [id, state])).toEqual([
    ['payment.create', 'ok'],
    ['payment.again', 'ok'],
    ['payment.approve', 'ok'],
    ['payment.authorized', 'ok'],
    ['payment.capture', 'ok'],
    ['payment.release', 'ok'],
    ['payment.receipt', 'ok'],
    ['payment.refund', 'ok'],
    ['payment.sums', 'ok'],
  ]);
  const rows = (await stage.ledger()).filter(({ reference }) => reference.startsWith('RelayCheck'));
  expect(rows).toHaveLength(2);
  expect(rows.find(({ captured }) => captured > 0)).toMatchObject({
    ...{ reserved: 1_000, captured: 400, released: 600, refunded: 400, open: 0 },
  });
  expect(rows.map(({ open }) => open)).toEqual([0, 0]);
  expect(report.openQuestions.map(({ number, state }) => [number, state])).toEqual([
    [1, 'partly'],
    [2, 'notSeen'],
    [3, 'notSeen'],
    [4, 'notSeen'],
    [5, 'partly'],
    [6, 'notSeen'],
    [7, 'partly'],
    [8, 'notSeen'],
    [9, 'partly'],
  ]);
});

it('tries no payment in production, and looks at nothing else either', async () => {
  const file = configWith({}, { environment: 'production' });
  const done = await run([RELAY, 'check', '--payment', '--config', file]);
  expect(done).toMatchObject({ code: 2, stdout: '' });
  expect(done.stderr).toMatch(
    /^--payment works in Vipps’ test environment only.*nothing was tried\.\n$/,
  );
});

it('needs a test user’s number outside the simulator', async () => {
  const vipps = {
    baseUrl: 'https://apitest.vipps.no',
    clientId: 'a',
    clientSecret: 'b',
    subscriptionKey: 'c',
  };
  const file = configWith({}, { vipps });
  const done = await run([RELAY, 'check', '--payment', '--config', file]);
  expect(done).toMatchObject({ code: 2, stdout: '' });
  expect(done.stderr).toMatch(/--payment needs --phone/);
});

it.each([
  ['a number that is none', ['--payment', '--phone', '+47 123'], /9 to 15 digits/],
  ['a number without a payment', ['--phone', '4712345678'], /belongs to --payment/],
  ['another word', ['everything'], /“everything” is not understood/],
  ['an unknown option', ['--fast'], /--fast/],
] as const)('refuses %s', async (_name, words, sentence) => {
  const done = await check(...words);
  expect(done).toMatchObject({ code: 2, stdout: '' });
  expect(done.stderr).toMatch(sentence);
});

it('refuses an environment that is not that of the server', async () => {
  const vipps = {
    baseUrl: 'https://api.vipps.no',
    clientId: 'a',
    clientSecret: 'b',
    subscriptionKey: 'c',
  };
  const file = configWith({}, { vipps, environment: 'test' });
  const done = await run([RELAY, 'check', '--config', file]);
  expect(done).toMatchObject({ code: 2, stdout: '' });
  expect(done.stderr).toMatch(/“salesUnits\.0\.environment” is not that of vipps\.baseUrl/);
});

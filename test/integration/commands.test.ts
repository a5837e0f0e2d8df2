import { createHmac, createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import Libsql from 'libsql';
import { z } from 'zod';
import {
  createStage,
  freePort,
  HEADLESS,
  MACHINE,
  MSN,
  RELAY,
  run,
  until,
  type Stage,
} from '../support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.close());

const kiosk = (...args: readonly string[]) => run([HEADLESS, ...args, '--data-dir', stage.dataDir]);
const relay = (...args: readonly string[]) => run([RELAY, ...args, '--config', stage.configPath]);

describe('people', () => {
  it('are added with a PIN on standard input, listed without it, and removed', async () => {
    const folder = join(stage.folder, 'people');
    const people = (args: readonly string[], pin = '') =>
      run([HEADLESS, 'people', ...args, '--data-dir', folder], {}, pin);
    const anna = await people(['add', 'Anna', '--role', 'owner', '--language', 'fi'], '271828\n');
    expect(anna).toMatchObject({ code: 0, stderr: '' });
    expect((await people(['add', 'Ola', '--role', 'technician'], '161803')).code).toBe(0);
    expect((await people(['add', 'ola', '--role', 'owner'], '161803')).stderr).toMatch(/already/);
    const names = (await people(['list'])).stdout;
    expect(names).toMatch(/"name":"Anna","role":"owner","language":"fi"\}\n.*"name":"Ola"/);
    expect(names).not.toMatch(/scrypt|271828/);
    expect((await people(['remove', 'Anna'])).stderr).toMatch(/another owner/);
    expect((await people(['remove', 'Kari'])).stderr).toMatch(/nobody called Kari/);
    expect(await people(['remove', 'ola'])).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect((await people(['list'])).stdout).toBe(anna.stdout);
  });
});

describe('bad input ends with 2, one sentence, and nothing changed', () => {
  it.each([
    ['an unknown command', ['dance'], /Say one of/],
    ['a setting that is not there', ['settings', 'set', 'tea', '5'], /no setting “tea”/],
    ['a setting out of bounds', ['settings', 'set', 'approvalDeadlineSeconds', '2'], /3 to 600/],
    ['a status port that is none', ['run', '--status-port', '99999'], /not a port/],
    ['an unknown option', ['run', '--fast', '1'], /--fast/],
    ['an unknown format', ['sales', 'export', '--format', 'xml'], /json or csv/],
  ] as const)('kiosk: %s', async (_name, args, sentence) => {
    const done = await kiosk(...args);
    expect(done).toMatchObject({ code: 2, stdout: '' });
    expect(done.stderr).toMatch(sentence);
    expect(done.stderr.trim().split('\n')).toHaveLength(1);
  });

  it.each([
    ['no PIN', ['--role', 'owner'], '', /six digits/],
    ['five digits', ['--role', 'owner'], '27182\n', /six digits/],
    ['an easy PIN', ['--role', 'owner'], '123456\n', /first/],
    ['an unknown role', ['--role', 'boss'], '271828\n', /--role boss/],
    ['an unknown language', ['--role', 'owner', '--language', 'no'], '271828\n', /--language no/],
    ['nobody to add others', ['--role', 'technician'], '271828\n', /another owner/],
  ] as const)('people: %s', async (_name, args, pin, sentence) => {
    const typed = [HEADLESS, 'people', 'add', 'Anna', ...args, '--data-dir', stage.dataDir];
    const done = await run(typed, {}, pin);
    expect(done).toMatchObject({ code: 2, stdout: '' });
    expect(done.stderr).toMatch(sentence);
    expect((await kiosk('people', 'list')).stdout).toBe('');
  });

  it.each([
    ['A1,1,Cola,3x,15,8,10,0', /Line 2, column 4 \(price\)/],
    ['A1,1,Cola,30.00,15,8,10', /Line 2, column 8/],
    ['A1,0,Cola,30.00,15,8,10,0', /Line 2, column 2 \(item\)/],
    ['A1,1,Cola,30.00,15,8,10,0\nA1,2,Water,20.00,15,1,1,0', /Line 3, column 1 \(selection\)/],
    ['A1,1,"Cola,30.00,15,8,10,0', /quotation/],
  ])('catalogue: %s', async (rows, sentence) => {
    const before = (await kiosk('catalogue', 'export')).stdout;
    const file = join(stage.folder, 'bad.csv');
    writeFileSync(
      file,
      `selection,item,product,price,vatRate,stock,capacity,minimumAge\n${rows}\n`,
    );
    const done = await kiosk('catalogue', 'import', file);
    expect(done.code).toBe(2);
    expect(done.stderr).toMatch(sentence);
    expect((await kiosk('catalogue', 'export')).stdout).toBe(before);
  });

  it.each([
    [
      'a machine that is there already',
      ['machine', 'add', MACHINE, '--sales-unit', MSN, '--location', 'x'],
      /already/,
    ],
    [
      'a machine id that is none',
      ['machine', 'add', 'VM 1', '--sales-unit', MSN, '--location', 'x'],
      /not a machine id/,
    ],
    [
      'a location that is too long',
      ['machine', 'add', 'vm-0002', '--sales-unit', MSN, '--location', 'x'.repeat(37)],
      /36/,
    ],
    [
      'an unknown sales unit',
      ['machine', 'add', 'vm-0002', '--sales-unit', '999999', '--location', 'x'],
      /no sales unit/,
    ],
    ['an unknown machine', ['machine', 'code', 'vm-0404'], /no machine/],
    ['an unknown verb', ['machine', 'dance', MACHINE], /Say machine add .* or machine remove <id>/],
    ['no verb', ['webhook'], /Say webhook list or webhook remove <id>/],
    ['a machine without a place', ['machine', 'add', 'vm-0002', '--sales-unit', MSN], /--location/],
    ['an option of another command', ['webhook', 'list', '--payment'], /--payment does not belong/],
    ['an unknown command', ['dance'], /Say serve, check, machine, .* or database/],
  ] as const)('relay: %s', async (_name, args, sentence) => {
    const done = await relay(...args);
    expect(done).toMatchObject({ code: 2, stdout: '' });
    expect(done.stderr).toMatch(sentence);
  });

  it('relay: a command alone says what can be typed', async () => {
    const done = await run([RELAY, 'restore']);
    expect(done).toMatchObject({ code: 2, stdout: '' });
    expect(done.stderr).toBe('Say restore --from <file>, with --config relay.json.\n');
  });

  it('relay: a configuration that is not there, or is no JSON, is named without what it says', async () => {
    const none = await run([RELAY, 'check', '--config', join(stage.folder, 'none.json')]);
    expect(none).toMatchObject({ code: 2, stderr: expect.stringMatching(/there is no such file/) });
    const file = join(stage.folder, 'torn.json');
    writeFileSync(file, '{\n"clientSecret": "hush-hush" "more"}');
    const torn = await run([RELAY, 'check', '--config', file]);
    expect(torn).toMatchObject({ code: 2, stderr: expect.stringMatching(/line 2, column 29/) });
    expect(torn.stderr).not.toMatch(/hush/);
  });

  it('relay: a missing key and a wrong secret are named', async () => {
    const config: Record<string, unknown> = JSON.parse(readFileSync(stage.configPath, 'utf8'));
    const file = join(stage.folder, 'broken.json');
    const { publicUrl: _gone, ...rest } = config;
    writeFileSync(file, JSON.stringify(rest));
    expect(await run([RELAY, 'serve', '--config', file])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('publicUrl'),
    });
  });
});

describe('a list of machines', () => {
  const add = (...lines: readonly string[]) => {
    const file = join(stage.folder, 'machines.csv');
    writeFileSync(file, ['machineId,salesUnit,location', ...lines, ''].join('\n'));
    return relay('machine', 'add', '--file', file);
  };

  it('is added with a code for each, and can be given again', async () => {
    const lines = [`vm-0101,${MSN},Hall 1`, `vm-0102,${MSN},"Hall 2, left"`];
    const done = await add(...lines);
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(done.stdout).toMatch(/"machineId":"vm-0101","enrolmentCode":"[A-Z0-9]{8}"/);
    const again = await add(...lines, `vm-0103,${MSN},Hall 3`);
    expect(again.stdout.trim().split('\n')).toHaveLength(3);
    expect((await relay('machine', 'list')).stdout).toMatch(/"vm-0102".*"Hall 2, left"/);
  });

  it.each([
    ['an id that is none', `VM 9,${MSN},Hall`, /“VM 9” is not a machine id/],
    ['a sales unit that is none', 'vm-0109,1,Hall', /no sales unit “1”/],
    ['no location', `vm-0109,${MSN},`, /line 3: a location has/],
    ['a machine twice', `vm-0108,${MSN},Hall`, /line 3 names “vm-0108” again/],
    ['a column too many', `vm-0109,${MSN},Hall,1`, /line 3 must hold 3 columns/],
  ] as const)('%s: nothing is added', async (_name, line, sentence) => {
    const done = await add(`vm-0108,${MSN},Hall`, line);
    expect(done).toMatchObject({ code: 2, stdout: '' });
    expect(done.stderr).toMatch(sentence);
    expect((await relay('machine', 'list')).stdout).not.toMatch(/vm-0108/);
  });
});

describe('what cannot be done now ends with 1', () => {
  const enrol = (code: string, url = stage.relayUrl, dataDir = join(stage.folder, 'other')) =>
    run([
      HEADLESS,
      'enrol',
      '--relay',
      url,
      '--code',
      code,
      '--driver',
      'qibixx',
      '--path',
      stage.machinePath,
      '--data-dir',
      dataDir,
    ]);

  it('a wrong code, and a relay that is not there', async () => {
    expect(await enrol('ABCD2345')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('code'),
    });
    const nowhere = `http://127.0.0.1:${String(await freePort())}`;
    expect(await enrol('ABCD2345', nowhere)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('cannot be reached'),
    });
  });

  it('the fifth wrong secret ends an invitation', async () => {
    const added = await relay(
      'machine',
      'add',
      'vm-0003',
      '--sales-unit',
      MSN,
      '--location',
      'Hall',
    );
    const { enrolmentCode }: { enrolmentCode: string } = JSON.parse(added.stdout);
    const wrong = `${enrolmentCode.slice(0, 4)}ZZZZ`;
    for (let turn = 0; turn < 5; turn += 1) expect((await enrol(wrong)).code).toBe(1);
    expect((await enrol(enrolmentCode)).code).toBe(1);
  });

  /** Starts a second relay beside the one that runs, with another configuration. */
  async function serveBeside(changes: Readonly<Record<string, unknown>>) {
    const config: Record<string, unknown> = JSON.parse(readFileSync(stage.configPath, 'utf8'));
    const path = join(stage.folder, 'beside.json');
    writeFileSync(path, JSON.stringify({ ...config, ...changes }), { mode: 0o600 });
    return run([RELAY, 'serve', '--config', path]);
  }

  it('a port that is taken', async () => {
    const done = await serveBeside({ database: 'sqlite:other.db' });
    expect(done).toMatchObject({ code: 1, stderr: expect.stringContaining('another program') });
  });

  it('a second relay on the SQLite file of one that serves', async () => {
    const done = await serveBeside({ listen: { host: '127.0.0.1', port: 0 } });
    expect(done).toMatchObject({ code: 1, stdout: '' });
    expect(done.stderr).toMatch(/^Another relay serves from .*relay\.db: stop it first\./);
  });

  it('a database from a newer version is left alone, with the reason', async () => {
    const dataDir = join(stage.folder, 'newer');
    await run([HEADLESS, 'settings', 'get', '--data-dir', dataDir]);
    const file = new Libsql(join(dataDir, 'kiosk.db'));
    file.pragma('user_version = 99');
    file.close();
    const done = await run([HEADLESS, 'settings', 'get', '--data-dir', dataDir]);
    expect(done).toMatchObject({ code: 1, stderr: expect.stringContaining('newer version') });
  });

  it('a data directory that was never enrolled is bad input', async () => {
    const done = await run([HEADLESS, 'run', '--data-dir', join(stage.folder, 'nobody')]);
    expect(done).toMatchObject({ code: 2, stderr: expect.stringContaining('enrol') });
  });
});

describe('a machine whose line does not exist', () => {
  it('keeps trying and says so', async () => {
    const added = await relay(
      'machine',
      'add',
      'vm-0009',
      '--sales-unit',
      MSN,
      '--location',
      'Hall',
    );
    const { enrolmentCode }: { enrolmentCode: string } = JSON.parse(added.stdout);
    const dataDir = join(stage.folder, 'no-line');
    const path = '/dev/serial/by-id/not-there';
    await run([
      HEADLESS,
      'enrol',
      '--relay',
      stage.relayUrl,
      '--code',
      enrolmentCode,
      '--driver',
      'qibixx',
      '--path',
      path,
      '--data-dir',
      dataDir,
    ]);
    const { spawn } = await import('node:child_process');
    const port = await freePort();
    const child = spawn(
      process.execPath,
      [HEADLESS, 'run', '--data-dir', dataDir, '--status-port', String(port)],
      { stdio: 'ignore' },
    );
    const status = await until('the reason', async () => {
      const said = await stage.status(port).catch(() => undefined);
      return said?.details.hardware.includes('does not exist') === true ? said : undefined;
    });
    expect(status).toMatchObject({ state: 'notReady', links: { hardware: 'down' } });
    expect(status.reasons).toContain('hardware-down');
    child.kill('SIGTERM');
  });
});

describe('webhooks over the wire', () => {
  const secretRow = z.object({ secret: z.string() });
  const secret = (): string => {
    const file = new Libsql(join(stage.folder, 'relay.db'));
    const row = secretRow.parse(file.prepare('SELECT secret FROM registration').get());
    file.close();
    return row.secret;
  };
  const checkIn = (over: Readonly<Record<string, string>> = {}): string =>
    JSON.stringify({
      customerToken: `token-${String(Math.random())}`,
      merchantQrId: MACHINE,
      msn: MSN,
      initiatedAt: new Date().toISOString(),
      ...over,
    });

  function signed(body: string, path: string, key = secret()): Record<string, string> {
    const date = new Date().toUTCString();
    const hash = createHash('sha256').update(body).digest('base64');
    const { host } = new URL(stage.relayUrl);
    const text = `POST\n${path}\n${date};${host};${hash}`;
    const signature = createHmac('sha256', key).update(text).digest('base64');
    return {
      'x-ms-date': date,
      'x-ms-content-sha256': hash,
      authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
    };
  }
  const PATH = `/webhooks/vipps/${MSN}`;
  const post = async (
    path: string,
    body: string,
    headers: Record<string, string>,
  ): Promise<number> =>
    (await fetch(stage.relayUrl + path, { method: 'POST', body, headers })).status;

  it('are refused with 401 when they cannot be from Vipps', async () => {
    const body = checkIn();
    expect(await post(PATH, body, signed(body, PATH, 'another secret'))).toBe(401);
    expect(await post(PATH, body.replace('vm-', 'VM-'), signed(body, PATH))).toBe(401);
    expect(await post('/webhooks/vipps/999999', body, signed(body, '/webhooks/vipps/999999'))).toBe(
      401,
    );
    expect(await post('/webhooks/elsewhere', body, signed(body, '/webhooks/elsewhere'))).toBe(401);
    expect(await post(PATH, body, {})).toBe(401);
    expect(await stage.ledger()).toEqual([]);
  });

  it('are refused with 413 above 64 KiB', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(65 * 1024) });
    expect(await post(PATH, body, signed(body, PATH))).toBe(413);
  });

  it.each([
    ['for an absent machine gets 503', {}, 503],
    ['for an unknown machine gets 503', { merchantQrId: 'vm-4040' }, 503],
    // The address proves one unit, and the body names another (design §5).
    ['that names another sales unit gets 401', { msn: '654321' }, 401],
  ])('a check-in %s within 2 s', async (_name, over, status) => {
    const body = checkIn(over);
    const began = Date.now();
    expect(await post(PATH, body, signed(body, PATH))).toBe(status);
    expect(Date.now() - began).toBeLessThan(2_000);
  });

  it('a machine that is ready takes one customer: stale and busy get 503, a repeated check-in its first answer', async () => {
    const running = await stage.startKiosk();
    await stage.readyStatus(running.statusPort);
    const stale = checkIn({ initiatedAt: new Date(Date.now() - 61_000).toISOString() });
    expect(await post(PATH, stale, signed(stale, PATH))).toBe(503);
    // The token is made up: without an answer to the create the first customer stays in front.
    await stage.control('behaviour', { name: 'hang', options: { operation: 'create' } });
    const body = checkIn();
    expect(await post(PATH, body, signed(body, PATH))).toBe(200);
    expect(await post(PATH, body, signed(body, PATH))).toBe(200);
    const other = checkIn();
    expect(await post(PATH, other, signed(other, PATH))).toBe(503);
    expect(await stage.sales()).toHaveLength(1);
    await stage.control('behaviour', { name: 'hang', isOn: false });
    await running.stop();
  });

  it('a machine’s calls are its own: everything else gets 403 and never reaches Vipps', async () => {
    const file = z
      .object({ relay: z.object({ credential: z.string() }) })
      .parse(JSON.parse(readFileSync(join(stage.dataDir, 'kiosk.json'), 'utf8')));
    const call = async (path: string, authorization = `Bearer ${file.relay.credential}`) =>
      (await fetch(`${stage.relayUrl}/gateway${path}`, { headers: { authorization } })).status;
    const other = 'vm-0003-01jd0000000000000000000000';
    expect(await call(`/epayment/v1/payments/${other}`)).toBe(403);
    expect(await call('/epayment/v1/payments/%2e%2e')).toBe(403);
    expect(await call('/webhooks/v1/webhooks')).toBe(403);
    expect(await call('/qr/v1/merchant-callback/vm-0003')).toBe(403);
    expect(await call(`/qr/v1/merchant-callback/${MACHINE}?QrImageFormat=SVG`)).toBe(200);
    expect(
      await call(`/qr/v1/merchant-callback/${MACHINE}`, 'Bearer nobody-knows-this-one-here'),
    ).toBe(401);
  });
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freePort, launch, ROOT } from '../../scripts/programs.ts';

const OUT = join(ROOT, 'out/relay');

test('the relay that is shipped is one file that serves and stops, one for traces that it does not touch without them, and notices and parts list', async () => {
  const built = spawnSync('npm', ['run', '-s', 'build:relay'], { cwd: ROOT, encoding: 'utf8' });
  expect(built.status, built.stderr).toBe(0);
  expect(readdirSync(OUT).filter((name) => !name.startsWith('.'))).toEqual([
    'THIRD-PARTY-NOTICES.txt',
    'index.js',
    'otlp.js',
    'sbom.cdx.json',
  ]);
  expect(readFileSync(join(OUT, 'index.js'), 'utf8')).not.toContain('BatchSpanProcessor');
  expect(readFileSync(join(OUT, 'otlp.js'), 'utf8')).toContain('BatchSpanProcessor');
  expect(readFileSync(join(OUT, 'THIRD-PARTY-NOTICES.txt'), 'utf8')).toContain(
    '\n@opentelemetry/sdk-trace ',
  );
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-relay-'));
  const config = join(folder, 'relay.json');
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const listen = { host: '127.0.0.1', port };
  const vipps = { baseUrl: 'http://127.0.0.1:9', clientId: 'a', clientSecret: 'b' };
  const unit = { merchantSerialNumber: '123456', market: 'NO', maxAmountCap: 20_000 };
  const salesUnits = [{ ...unit, vipps: { ...vipps, subscriptionKey: 'c' } }];
  const database = 'sqlite:relay.db';
  const serves = async (more: object): Promise<void> => {
    const words = { listen, publicUrl: url, database, salesUnits, ...more };
    writeFileSync(config, JSON.stringify(words), { mode: 0o600 });
    const relay = await launch([join(OUT, 'index.js'), 'serve', '--config', config]);
    expect(relay.said).toMatchObject({ ready: true, url });
    expect(await relay.stop()).toBe(0);
  };
  const away = join(folder, 'otlp.js');
  try {
    await serves({ tracing: { otlpUrl: 'http://127.0.0.1:9' } });
    renameSync(join(OUT, 'otlp.js'), away);
    await serves({});
    renameSync(away, join(OUT, 'otlp.js'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

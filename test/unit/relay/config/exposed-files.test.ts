import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exposedFiles } from '../../../../src/relay/config/read-config.ts';

test('relay.json and the files of secrets are named when others may read them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vendskap-exposed-'));
  const config = join(folder, 'relay.json');
  const secret = join(folder, 'secret.txt');
  writeFileSync(secret, 'secret');
  writeFileSync(
    config,
    JSON.stringify({ salesUnits: [{ vipps: { clientSecret: { file: 'secret.txt' } } }] }),
  );
  chmodSync(config, 0o600);
  chmodSync(secret, 0o600);
  expect(exposedFiles(config)).toEqual([]);
  chmodSync(config, 0o644);
  chmodSync(secret, 0o640);
  expect(exposedFiles(config)).toEqual([config, secret]);
});

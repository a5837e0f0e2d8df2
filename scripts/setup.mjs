/**
 * Prepares a fresh clone: Debian packages, npm packages (with Node 24), Electron. Reports on stderr, and is
 * instant when nothing is missing. As the only program that runs on the computer's own Node, it is plain
 * JavaScript without dependencies.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** Node version to install with; everything else runs on the Node that npm installs (docs/adr/0023-node-runs-the-source.md). */
const NEEDED_TO_INSTALL = [20, 19];
const NEEDED_TO_RUN = [24, 0];

/** Debian 12 packages, each with a file that it installs, so that checking is quick. */
const DEBIAN = {
  cups: '/usr/sbin/cupsd',
  'cups-client': '/usr/bin/lpstat',
  'printer-driver-cups-pdf': '/usr/lib/cups/backend/cups-pdf',
  'poppler-utils': '/usr/bin/pdftoppm',
  xvfb: '/usr/bin/Xvfb',
  xauth: '/usr/bin/xauth',
  xdotool: '/usr/bin/xdotool',
  openbox: '/usr/bin/openbox',
  unzip: '/usr/bin/unzip',
  socat: '/usr/bin/socat',
  udev: '/usr/bin/udevadm',
  postgresql: '/usr/bin/pg_ctlcluster',
  mmdebstrap: '/usr/bin/mmdebstrap',
  'systemd-container': '/usr/bin/systemd-nspawn',
  'squashfs-tools': '/usr/bin/mksquashfs',
  'desktop-file-utils': '/usr/bin/desktop-file-validate',
  'fonts-dejavu': '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf',
  libnss3: '/usr/lib/x86_64-linux-gnu/libnss3.so',
  'libatk1.0-0': '/usr/lib/x86_64-linux-gnu/libatk-1.0.so.0',
  'libatk-bridge2.0-0': '/usr/lib/x86_64-linux-gnu/libatk-bridge-2.0.so.0',
  libcups2: '/usr/lib/x86_64-linux-gnu/libcups.so.2',
  libdrm2: '/usr/lib/x86_64-linux-gnu/libdrm.so.2',
  'libgtk-3-0': '/usr/lib/x86_64-linux-gnu/libgtk-3.so.0',
  libgbm1: '/usr/lib/x86_64-linux-gnu/libgbm.so.1',
  libasound2: '/usr/lib/x86_64-linux-gnu/libasound.so.2',
  libxkbcommon0: '/usr/lib/x86_64-linux-gnu/libxkbcommon.so.0',
  libxcomposite1: '/usr/lib/x86_64-linux-gnu/libXcomposite.so.1',
  libxdamage1: '/usr/lib/x86_64-linux-gnu/libXdamage.so.1',
  libxrandr2: '/usr/lib/x86_64-linux-gnu/libXrandr.so.2',
};

/** @param {string} sentence */
function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/** @param {string} sentence @returns {never} */
function stop(sentence) {
  say(sentence);
  process.exit(1);
}

/** @param {readonly number[]} needed */
function isAtLeast([needMajor = 0, needMinor = 0]) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > needMajor || (major === needMajor && minor >= needMinor);
}

function checkNode() {
  if (isAtLeast(NEEDED_TO_INSTALL)) return;
  stop(`Node ${NEEDED_TO_INSTALL.join('.')} or later is needed; this is ${process.versions.node}.`);
}

/** The Node that runs everything else. npm installs it on Linux x64; elsewhere it must be present. */
function nodeThatRuns() {
  const brought = join(root, 'node_modules/.bin/node');
  if (existsSync(brought)) return brought;
  if (isAtLeast(NEEDED_TO_RUN)) return process.execPath;
  return stop(
    `Node ${NEEDED_TO_RUN.join('.')} or later is needed on this platform; this is ${process.versions.node}.`,
  );
}

function installPackages() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules/.vendskap-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say('Installing the npm packages (npm ci) …');
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 2],
  });
  if (done.status !== 0) stop('The npm packages could not be installed; see above.');
  writeFileSync(stamp, lock);
}

function isDebian() {
  try {
    return /^(ID|ID_LIKE)=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

function installSystemPackages() {
  if (process.platform !== 'linux') return;
  const missing = Object.entries(DEBIAN).flatMap(([name, file]) =>
    existsSync(file) ? [] : [name],
  );
  if (missing.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (!isDebian() || process.getuid?.() !== 0) {
    say(`System packages are missing. On Debian or Ubuntu: sudo ${command}`);
    return;
  }
  say(`Installing Debian packages: ${missing.join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  /** @param {readonly string[]} words */
  const apt = (words) => spawnSync('apt-get', words, { stdio: ['ignore', 'ignore', 2], env });
  apt(['update', '-q']);
  const done = apt(command.split(' ').slice(1));
  if (done.status !== 0) stop(`The Debian packages could not be installed: ${command}`);
}

checkNode();
installSystemPackages();
installPackages();
const electron = spawnSync(nodeThatRuns(), [join(root, 'scripts/electron-dist.ts')], {
  stdio: ['ignore', 2, 2],
});
process.exit(electron.status ?? 1);

/**
 * `npm run package:kiosk-host`: builds the Debian package `vendskap-kiosk-host` in dist, which makes a PC the PC of a vending machine
 * (docs/machine-pc.md). It holds shell scripts and configuration only. The build is reproducible. `-- --revision 2` names a second
 * build of one version.
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { openDebianTree } from './debian-package.ts';
import { ROOT } from './programs.ts';

const OURS = join(ROOT, 'resources/host');
const LIBRARY = 'usr/lib/vendskap-kiosk-host';
const DOCUMENTS = 'usr/share/doc/vendskap-kiosk-host';
const tree = openDebianTree('host-package');

tree.put(join(OURS, 'vendskap-kiosk-host'), 'usr/sbin/vendskap-kiosk-host', 0o755);
for (const program of ['session', 'screen', 'start', 'chooser']) {
  tree.put(join(OURS, program), join(LIBRARY, program), 0o755);
}
tree.put(join(OURS, 'vendskap-kiosk.service'), 'usr/lib/systemd/system/vendskap-kiosk.service');
// Set-up puts these into /etc; the package alone changes nothing.
cpSync(join(OURS, 'etc'), join(tree.folder, 'usr/share/vendskap-kiosk-host/etc'), {
  recursive: true,
});
tree.put(join(ROOT, 'docs/machine-pc.md'), join(DOCUMENTS, 'README.md'));
tree.put(join(ROOT, 'LICENSE'), join(DOCUMENTS, 'copyright'));

const { file, bytes } = tree.build({
  package: 'vendskap-kiosk-host',
  architecture: 'all',
  relations: {
    Depends: [
      'adduser',
      'cage',
      'fonts-dejavu-core',
      'libasound2 | libasound2t64',
      'libatk-bridge2.0-0 | libatk-bridge2.0-0t64',
      'libatk1.0-0 | libatk1.0-0t64',
      'libcups2 | libcups2t64',
      'libdrm2',
      'libgbm1',
      'libgtk-3-0 | libgtk-3-0t64',
      'libnss3',
      'seatd',
      'systemd (>= 252)',
      'systemd-timesyncd | time-daemon',
      'udev',
      'util-linux',
      // cage does not start without it, though the kiosk does not need it.
      'xwayland',
    ].join(', '),
    Recommends: 'modemmanager, wlr-randr',
    Suggests: 'cups, openssh-server',
  },
  section: 'misc',
  description: [
    'makes a PC the PC of a vending machine',
    'The Vendskap kiosk starts with the computer, alone on its screen, as a user without',
    'a shell. The package knows the serial adapters, limits log and USB sticks, takes',
    'the consoles and special keys from a keyboard, and restarts what hangs.',
    '',
    'Installing it changes nothing; vendskap-kiosk-host set-up does, and undo undoes it.',
  ],
  configurationFiles: [],
  scripts: join(OURS, 'debian'),
});
process.stdout.write(`${JSON.stringify({ package: file, version: tree.version, bytes })}\n`);

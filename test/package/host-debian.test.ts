import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json, ROOT, until } from '../../scripts/programs.ts';
import {
  openCleanRoot,
  SMALL_ROOT,
  whyNoCleanRoot,
  type CleanRoot,
  type CleanRootPlan,
} from '../support/clean-root.ts';
import { createStage, type Stage, type Status } from '../support/stage.ts';

const UNIT = 'vendskap-kiosk';
const USER = 'vendskap-kiosk';
const STATUS_PORT = 9470;
const STATUS = `http://127.0.0.1:${String(STATUS_PORT)}/status`;
const DROP_IN = `etc/systemd/system/${UNIT}.service.d`;

function here(command: string, ...args: readonly string[]): string {
  const done = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' });
  expect(done.status, done.stderr).toBe(0);
  return done.stdout;
}

const made: { package: string; version: string } = JSON.parse(
  here(process.execPath, 'scripts/package-host.ts'),
);
const needed = here('dpkg-deb', '--field', made.package, 'Depends', 'Recommends')
  .replace(/^\w+: /gm, '')
  .split(/[,\n]/)
  .map((one) => /^[^ |(]+/.exec(one.trim())?.[0] ?? '')
  .filter((name) => name !== '');
/** Debian as a technician's installer leaves it, with what the package depends on; squashfs-tools for the stand-in of the AppImage's runtime. */
const PLAN: CleanRootPlan = {
  name: 'clean-root-host',
  packages: [...SMALL_ROOT.packages, ...needed, 'dbus', 'kmod', 'procps', 'squashfs-tools'],
};

describe('what is inside the Debian package of the kiosk’s host', () => {
  const entries = here('dpkg-deb', '--contents', made.package).trim().split('\n');
  const files = entries.flatMap(
    (line) => /^-(\S+).* \.(\S+)$/.exec(line)?.slice(1, 3).join(' ') ?? [],
  );

  it('is scripts, a unit, rules and a page, and nothing in /etc: installing it changes nothing', () => {
    const share = '/usr/share/vendskap-kiosk-host/etc';
    expect(files.map((line) => line.split(' ')[1]).sort()).toEqual([
      '/usr/lib/systemd/system/vendskap-kiosk.service',
      '/usr/lib/vendskap-kiosk-host/chooser',
      '/usr/lib/vendskap-kiosk-host/screen',
      '/usr/lib/vendskap-kiosk-host/session',
      '/usr/lib/vendskap-kiosk-host/start',
      '/usr/sbin/vendskap-kiosk-host',
      '/usr/share/doc/vendskap-kiosk-host/README.md',
      '/usr/share/doc/vendskap-kiosk-host/copyright',
      `${share}/apparmor.d/vendskap-kiosk`,
      `${share}/sysctl.d/60-vendskap.conf`,
      `${share}/systemd/journald.conf.d/60-vendskap.conf`,
      `${share}/systemd/logind.conf.d/60-vendskap.conf`,
      `${share}/systemd/sleep.conf.d/60-vendskap.conf`,
      `${share}/systemd/system.conf.d/60-vendskap.conf`,
      `${share}/udev/rules.d/60-vendskap-serial.rules`,
      `${share}/udev/rules.d/61-vendskap-usb-stick.rules`,
      `${share}/udev/rules.d/62-vendskap-backlight.rules`,
    ]);
  });

  it('lets only programs be run', () => {
    const programs = files.filter((line) => line.startsWith('rwxr-xr-x'));
    expect(programs.every((line) => /\/(?:lib\/vendskap-kiosk-host|sbin)\//.test(line))).toBe(true);
    expect(programs).toHaveLength(5);
  });
});

const whyNot = whyNoCleanRoot(PLAN);
if (whyNot !== undefined) process.stdout.write(`Not installed anywhere: ${whyNot}.\n`);
const image = readdirSync(join(ROOT, 'dist')).find((name) => name.endsWith('.AppImage')) ?? '';

describe.skipIf(whyNot !== undefined)('a computer that becomes the PC of a machine', () => {
  let root: CleanRoot;
  let stage: Stage;
  let untouched = '';

  beforeAll(async () => {
    root = await openCleanRoot(PLAN);
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
  const host = (...words: readonly string[]): string => well('vendskap-kiosk-host', ...words);
  /** All that set-up may change, without the backups and sums that programs of Debian keep beside. */
  const computer = (): string =>
    well(
      'sh',
      '-c',
      `find /etc /var/lib/vendskap* -not -name '*-' -not -name machine-id -not -path '*/deb-systemd-helper-*' -type f -exec sha256sum {} + 2>/dev/null | sort -k2
       find /etc /var/lib/vendskap* -type l -printf '%p -> %l\\n' 2>/dev/null | sort
       find /etc/systemd -type d | sort; systemctl get-default`,
    );
  const status = (): Promise<Status | undefined> => json<Status>(STATUS).catch(() => undefined);
  const ready = (): Promise<Status> =>
    until('the kiosk to be ready', async () => {
      const now = await status();
      return now?.state === 'ready' ? now : undefined;
    });
  const pids = (what: string): readonly string[] =>
    root
      // In brackets, so that the shell of this very question is not found.
      .run('pgrep', '--full', `[${what.charAt(0)}]${what.slice(1)}`)
      .said.trim()
      .split('\n')
      .filter((line) => line !== '');
  const main = (): string => pids('vendskap --data-dir')[0] ?? '';

  it('is not changed by the package', () => {
    untouched = computer();
    copyFileSync(made.package, at('root/host.deb'));
    expect(well('dpkg', '--install', '/root/host.deb')).toContain('nothing is changed yet');
    expect(computer()).toBe(untouched);
  });

  it('is told in one sentence what is wrong, and not changed', () => {
    for (const [words, sentence] of [
      [['set-up', '--rotate', '45'], '--rotate 45 is not 0, 90, 180 or 270 degrees.'],
      [['set-up', '--touch', '0,0,1'], '--touch 0,0,1 must look like 0.02,0.03,0.98,0.97'],
      [['set-up', '--touch', '0.5,0,0.5,1'], '--touch 0.5,0,0.5,1 must look like'],
      [['set-up', '--app', '/root/none.AppImage'], 'There is no file /root/none.AppImage.'],
      [['set-up', '--app', '/root/host.deb'], '/root/host.deb is not an AppImage.'],
      [['set-up', '--wrong', 'x'], 'Say vendskap-kiosk-host set-up'],
      [['undo', 'all'], 'Say vendskap-kiosk-host set-up'],
      [[], 'Say vendskap-kiosk-host set-up'],
    ] as const) {
      const { code, said } = root.run('vendskap-kiosk-host', ...words);
      expect({ code, said }).toEqual({ code: 2, said: expect.stringContaining(sentence) });
      expect(said.trim().split('\n')).toHaveLength(1);
    }
    expect(computer()).toBe(untouched);
  });

  it('a dry run says what it would do, and does nothing', () => {
    const said = host('set-up', '--dry-run', '--rotate', '90');
    expect(said).toContain('would add the user vendskap-kiosk, who cannot log in');
    expect(said).toContain('would write /etc/udev/rules.d/60-vendskap-serial.rules');
    expect(said).toContain('would mask ctrl-alt-del.target');
    expect(said).toContain('would enable vendskap-kiosk.service');
    expect(
      said
        .trim()
        .split('\n')
        .every((line) => line.startsWith('would ')),
    ).toBe(true);
    expect(computer()).toBe(untouched);
    expect(root.run('getent', 'passwd', USER).code).not.toBe(0);
  });

  it('set up and undone, it is as it was', () => {
    host('set-up', '--rotate', '90');
    expect(computer()).not.toBe(untouched);
    expect(host('undo', '--dry-run')).toContain(
      'would remove /etc/udev/rules.d/60-vendskap-serial.rules',
    );
    host('undo');
    expect(computer()).toBe(untouched);
    expect(root.run('getent', 'passwd', USER).code).not.toBe(0);
    expect(host('undo')).toContain('there is nothing to undo');
  });

  it('set up twice is as set up once, with the version of the kiosk that it was given', () => {
    copyFileSync(join(ROOT, 'dist', image), at('root/vendskap-0.1.0-x64.AppImage'));
    const said = host('set-up', '--rotate', '270', '--app', '/root/vendskap-0.1.0-x64.AppImage');
    expect(said).not.toContain('would ');
    expect(said).toContain('is installed');
    const once = computer();
    expect(host('set-up')).toBe('This computer is set up; there is nothing to change.\n');
    expect(computer()).toBe(once);
    expect(well('getent', 'passwd', USER)).toMatch(/:\/var\/lib\/vendskap:\/usr\/sbin\/nologin\n$/);
    expect(well('id', '-nG', USER).trim().split(' ').sort()).toEqual(
      ['dialout', USER, 'video'].sort(),
    );
    expect(well('systemctl', 'is-enabled', UNIT, 'seatd', 'systemd-timesyncd')).toBe(
      'enabled\nenabled\nenabled\n',
    );
    expect(root.run('systemctl', 'is-enabled', 'getty@tty1', 'ctrl-alt-del.target').said).toBe(
      'masked\nmasked\n',
    );
    expect(well('systemctl', 'get-default')).toBe('multi-user.target\n');
  });

  it('its touch panel follows the picture, and is calibrated', () => {
    const matrix = (): string =>
      /MATRIX\}="(.*)"/.exec(well('cat', '/etc/udev/rules.d/63-vendskap-touch.rules'))?.[1] ?? '';
    /** Where a touch, in shares of what the panel reports, is on the picture. */
    const touched = (x: number, y: number): readonly number[] => {
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = matrix().split(' ').map(Number);
      return [a * x + b * y + c, d * x + e * y + f].map(
        (share) => Math.round(share * 100) / 100 + 0,
      );
    };
    // wlroots' own turns: 90 puts what the panel calls its left upper corner to the right.
    const turned = { '0': [0.25, 0.5], '90': [0.5, 0.25], '180': [0.75, 0.5], '270': [0.5, 0.75] };
    for (const [turn, place] of Object.entries(turned)) {
      host('set-up', '--rotate', turn);
      expect(touched(0.25, 0.5), turn).toEqual(place);
    }
    host('set-up', '--rotate', '90');
    expect(touched(0, 0)).toEqual([1, 0]);
    host('set-up', '--rotate', '0', '--touch', '0.1,0.2,0.9,0.8');
    expect([touched(0.1, 0.2), touched(0.9, 0.8)]).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect(well('cat', '/etc/vendskap-kiosk/host.conf')).toContain('TOUCH=0.1,0.2,0.9,0.8');
    host('set-up', '--touch', '0,0,1,1');
  });

  it('the configuration is understood: log, logins, sleep, watchdog, keys', () => {
    for (const [name, line] of [
      ['journald.conf', 'SystemMaxUse=100M'],
      ['logind.conf', 'NAutoVTs=0'],
      ['sleep.conf', 'AllowSuspend=no'],
      ['system.conf', 'RuntimeWatchdogSec=30s'],
    ] as const) {
      expect(well('systemd-analyze', 'cat-config', `systemd/${name}`)).toContain(`\n${line}\n`);
    }
    expect(readFileSync(at('etc/sysctl.d/60-vendskap.conf'), 'utf8')).toContain('kernel.sysrq = 0');
  });

  it('its unit is right, and hardened as far as the sandbox of the window allows', () => {
    const unit = `/usr/lib/systemd/system/${UNIT}.service`;
    expect(well('systemd-analyze', 'verify', unit)).toBe('');
    const said = well('systemd-analyze', 'security', '--no-pager', '--offline=true', unit);
    const score = /exposure level for \S+: ([\d.]+)/.exec(said)?.[1];
    process.stdout.write(`systemd-analyze security: ${String(score)} of 10, less is better.\n`);
    expect(Number(score)).toBeLessThan(3.5);
  });

  it('its session starts as that user, with Chromium’s sandbox on', async () => {
    expect(root.kind, 'the session needs a systemd of its own').toBe('systemd');
    cpSync(stage.dataDir, at('var/lib/vendskap/data'), { recursive: true });
    well('chown', '-R', `${USER}:`, '/var/lib/vendskap/data');
    // There is no graphics card here: wlroots draws into memory.
    mkdirSync(at(DROP_IN), { recursive: true });
    writeFileSync(at(`${DROP_IN}/test.conf`), '[Service]\nEnvironment=WLR_BACKENDS=headless\n');
    well('systemctl', 'daemon-reload');
    well('systemctl', 'start', UNIT);
    await ready();
    const ours = well('ps', '-o', 'user:32=,args=', '-C', 'vendskap,cage').trim().split('\n');
    expect(ours.filter((line) => !line.startsWith(`${USER} `))).toEqual([]);
    expect(ours.filter((line) => line.includes('no-sandbox'))).toEqual([]);
    const facts = well('cat', `/proc/${pids('type=renderer')[0] ?? ''}/status`);
    // A process space of its own, no way to new rights, a filter of system calls.
    expect(facts).toMatch(/^NSpid:\t\d+\t\d+/m);
    expect(facts).toMatch(/^NoNewPrivs:\t1$/m);
    expect(facts).toMatch(/^Seccomp:\t2$/m);
    expect(root.log(UNIT)).not.toContain('sandbox');
  });

  const sell = async (): Promise<void> => {
    const reference = await stage.scanAndApprove();
    await stage.choose(STATUS_PORT, 'B1');
    const sale = await until('the sale to be settled', async () => {
      const row = (await stage.ledger()).find((one) => one.reference === reference);
      return row?.open === 0 && row.captured > 0 ? row : undefined;
    });
    expect(sale).toMatchObject({ captured: 2500, released: 700 });
    await ready();
  };
  /** Ends the kiosk somehow. @returns how long it takes until another one sells, in seconds */
  async function restarted(end: () => void): Promise<number> {
    const before = main();
    const began = performance.now();
    end();
    await until('another kiosk', async () => {
      const now = main();
      return now !== '' && now !== before && (await status())?.state === 'ready' ? true : undefined;
    });
    return Math.round((performance.now() - began) / 100) / 10;
  }

  it('a customer buys from it', async () => {
    await sell();
  });

  it('killed, ended by a signal or hung, it starts again and sells', async () => {
    const killed = await restarted(() => well('kill', '-KILL', main()));
    const ended = await restarted(() => well('kill', '-TERM', main()));
    const hung = await restarted(() => well('kill', '-STOP', main()));
    process.stdout.write(
      `It sells again after SIGKILL in ${String(killed)} s, after SIGTERM in ${String(ended)} s, after a hang in ${String(hung)} s (WatchdogSec=20).\n`,
    );
    expect(well('journalctl', '--unit', UNIT, '--no-pager')).toContain('Watchdog timeout');
    await sell();
  });

  it('removed, it is as it was, but for the sales of this machine', () => {
    well('rm', '-r', `/${DROP_IN}`);
    expect(well('dpkg', '--remove', 'vendskap-kiosk-host')).toContain('/var/lib/vendskap stays');
    expect(main()).toBe('');
    const withoutUser = (text: string): string =>
      text
        .split('\n')
        .filter(
          (line) =>
            !/(?:^| )\/var\/lib\/vendskap\/| \/etc\/(passwd|group|shadow|gshadow|sub[ug]id)$/.test(
              line,
            ),
        )
        .join('\n');
    expect(withoutUser(computer())).toBe(withoutUser(untouched));
    expect(well('stat', '--format=%U', '/var/lib/vendskap/data/kiosk.db').trim()).toBe(USER);
  });
});

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
import { ROOT } from './programs.ts';

/** What a Debian package says about itself; the rest of its control file is the same for all of ours. */
export interface DebianControl {
  readonly package: string;
  readonly architecture: 'amd64' | 'all';
  /** `Depends`, `Recommends`, `Suggests`. */
  readonly relations: Readonly<Record<string, string>>;
  readonly section: string;
  /** The first line is the short description. Lines of at most 80 characters; an empty one separates paragraphs. */
  readonly description: readonly string[];
  readonly configurationFiles: readonly string[];
  /** Folder of `postinst`, `prerm` and `postrm`. */
  readonly scripts: string;
  /** Files that not everybody may read. */
  readonly rights?: Readonly<Record<string, number>>;
}

export interface DebianTree {
  readonly folder: string;
  /** `<version of the project>-<revision>` */
  readonly version: string;
  /** The time that every file gets: seconds since 1970. */
  readonly time: string;
  put(from: string, to: string, mode?: number): void;
  write(to: string, text: string): void;
  /** Writes `dist/<package>_<version>_<architecture>.deb`, and removes the tree. */
  build(control: DebianControl): { readonly file: string; readonly bytes: number };
}

export function textIn(path: string): string {
  return readFileSync(path, 'utf8');
}

export function run(
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

/** The value of `--revision`, or 1. Ends with 2 when it is no number. */
function revision(): string {
  const { values } = parseArgs({ options: { revision: { type: 'string', default: '1' } } });
  if (/^[1-9]\d{0,3}$/.test(values.revision)) return values.revision;
  process.stderr.write('--revision must be a number from 1 to 9999.\n');
  process.exit(2);
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

function controlFile(control: DebianControl, version: string, bytes: number): string {
  const [short = '', ...long] = control.description;
  const lines = [
    `Package: ${control.package}`,
    `Version: ${version}`,
    `Architecture: ${control.architecture}`,
    'Maintainer: Vendskap <vendskap@localhost>',
    `Installed-Size: ${String(Math.ceil(bytes / 1024))}`,
    ...Object.entries(control.relations).map(([name, packages]) => `${name}: ${packages}`),
    `Section: ${control.section}`,
    'Priority: optional',
    `Description: ${short}`,
    ...long.map((line) => ` ${line === '' ? '.' : line}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** File modes that do not depend on the builder's umask. */
function setRights(folder: string, rights: Readonly<Record<string, number>>): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const isProgram = (statSync(path).mode & 0o100) !== 0;
    chmodSync(path, entry.isDirectory() || isProgram ? 0o755 : 0o644);
  }
  for (const [name, mode] of Object.entries(rights)) chmodSync(join(folder, name), mode);
}

/**
 * An empty tree in `dist/<name>` for a reproducible Debian package: every file gets the time of the last commit, or
 * `SOURCE_DATE_EPOCH`. `-- --revision 2` names a second build of one version.
 */
export function openDebianTree(name: string): DebianTree {
  const folder = join(ROOT, 'dist', name);
  const about: { version: string } = JSON.parse(textIn(join(ROOT, 'package.json')));
  const version = `${about.version}-${revision()}`;
  const time = process.env['SOURCE_DATE_EPOCH'] ?? run('git', ['log', '-1', '--format=%ct']).trim();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  function put(from: string, to: string, mode = 0o644): void {
    const target = join(folder, to);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(from, target);
    chmodSync(target, mode);
  }
  function write(to: string, text: string): void {
    const target = join(folder, to);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  return {
    folder,
    version,
    time,
    put,
    write,
    build: (control) => {
      write('DEBIAN/control', controlFile(control, version, sizeOf(folder)));
      const kept = control.configurationFiles.map((path) => `${path}\n`);
      if (kept.length > 0) write('DEBIAN/conffiles', kept.join(''));
      for (const script of readdirSync(control.scripts)) {
        put(join(control.scripts, script), join('DEBIAN', script), 0o755);
      }
      setRights(folder, control.rights ?? {});
      const file = join(ROOT, `dist/${control.package}_${version}_${control.architecture}.deb`);
      run('dpkg-deb', ['-Zxz', '-z1', '--root-owner-group', '--build', folder, file], {
        SOURCE_DATE_EPOCH: time,
      });
      rmSync(folder, { recursive: true });
      return { file, bytes: statSync(file).size };
    },
  };
}

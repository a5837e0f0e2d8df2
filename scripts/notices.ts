/**
 * Third-party packages of a program, with their licences. Vite lists the bundled ones; the lock file lists those that stay
 * outside (native ones). From both it writes the program's notices and its SBOM.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './programs.ts';

const LICENCE_FILE = /^(licen[cs]e|copying)/i;
const RULE = '─'.repeat(78);

/** Packages shipped beside the bundle, in node_modules; an AppImage also contains Electron. */
const BESIDE = {
  relay: ['libsql'],
  electron: ['libsql', 'serialport', '@fontsource/inter'],
} as const;
export type Shipped = keyof typeof BESIDE;

export const NOTICES = 'THIRD-PARTY-NOTICES.txt';
export const SBOM = 'sbom.cdx.json';

/** Licence texts for bundled packages without a licence file, by the licence that their package.json names. */
const WORDS: Readonly<Record<string, (holder: string) => string>> = {
  MIT: (holder) => `The MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`,
};

interface Notice {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/** The parts of a package.json that we read. */
interface About {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly licenses?: readonly { readonly type: string }[];
  readonly author?: string | { readonly name: string };
}

interface Locked {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

type Lock = Readonly<Record<string, Locked>>;

const textIn = (path: string): string => readFileSync(path, 'utf8');

function lockFile(): Lock {
  const { packages }: { packages: Lock } = JSON.parse(textIn(join(ROOT, 'package-lock.json')));
  return packages;
}

const nameIn = (place: string): string =>
  place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Resolves a package from a place in node_modules, as Node does. */
function resolve(packages: Lock, place: string, name: string): string | undefined {
  const found = place === '' ? `node_modules/${name}` : `${place}/node_modules/${name}`;
  if (packages[found] !== undefined && existsSync(join(ROOT, found))) return found;
  if (place === '') return undefined;
  return resolve(packages, place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/'))), name);
}

/** Places in node_modules of these packages and all their dependencies. */
export function placesOf(names: readonly string[]): readonly string[] {
  const packages = lockFile();
  const places = new Set<string>();
  const follow = (from: string, name: string): void => {
    const place = resolve(packages, from, name);
    if (place === undefined || places.has(place) || place.includes('musl')) return;
    places.add(place);
    const { dependencies = {}, optionalDependencies = {} } = packages[place] ?? {};
    for (const next of Object.keys({ ...dependencies, ...optionalDependencies }))
      follow(place, next);
  };
  for (const name of names) follow('', name);
  return [...places];
}

function licenceOf({ license, licenses }: About): string {
  return license ?? licenses?.[0]?.type ?? 'see text';
}

function holderOf({ author, name }: About): string {
  const holder = typeof author === 'object' ? author.name : author?.replace(/\s*[<(].*$/, '');
  return holder ?? `the authors of ${name}`;
}

function textOf(folder: string, about: About): string {
  const file = readdirSync(folder).find((name) => LICENCE_FILE.test(name));
  if (file !== undefined) return textIn(join(folder, file)).trim();
  const words = WORDS[licenceOf(about)];
  if (words !== undefined) return words(holderOf(about));
  throw new Error(
    `${about.name} ${about.version} brings no licence text: find it before it is shipped.`,
  );
}

function noticeOf(folder: string): Notice {
  const about: About = JSON.parse(textIn(join(folder, 'package.json')));
  const { name, version } = about;
  return { name, version, licence: licenceOf(about), text: textOf(folder, about) };
}

/** What Vite recorded for each part of the build; deletes the records, which must not be shipped. */
function bundled(draft: string): readonly Notice[] {
  const packages = lockFile();
  const files = readdirSync(draft, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.licenses-\w+\.json$/.test(name),
  );
  return files.flatMap((name) => {
    const entries: readonly About[] = JSON.parse(textIn(join(draft, name)));
    rmSync(join(draft, name));
    return entries.map(({ name: wanted, version }) => {
      const place = Object.keys(packages).find(
        (at) => at !== '' && nameIn(at) === wanted && packages[at]?.version === version,
      );
      if (place === undefined) throw new Error(`${wanted} ${version} is not in the lock file.`);
      return noticeOf(join(ROOT, place));
    });
  });
}

function electronNotices(): readonly Notice[] {
  const electron = noticeOf(join(ROOT, 'node_modules/electron'));
  const chromium = {
    name: 'Chromium, Node.js and what they hold',
    version: `in Electron ${electron.version}`,
    licence: 'BSD-3-Clause and others',
    text: 'Their licences are in the file LICENSES.chromium.html inside the AppImage:\nrun it with --appimage-extract and open that file in a browser.',
  };
  return [electron, chromium];
}

function byName(one: Notice, other: Notice): number {
  return one.name.localeCompare(other.name, 'en') || one.version.localeCompare(other.version, 'en');
}

/** The notices of everything shipped in this build, without duplicates. */
function noticesOf(program: Shipped, draft: string): readonly Notice[] {
  const beside = placesOf(BESIDE[program]).map((place) => noticeOf(join(ROOT, place)));
  const more = program === 'electron' ? electronNotices() : [];
  const all = [...bundled(draft), ...beside, ...more];
  return [
    ...new Map(all.map((notice) => [`${notice.name}@${notice.version}`, notice])).values(),
  ].sort(byName);
}

function asText(notices: readonly Notice[]): string {
  const head = 'This program carries the work of others, under these licences.\n';
  const parts = notices.map(
    ({ name, version, licence, text }) => `${RULE}\n${name} ${version}\n${licence}\n\n${text}\n`,
  );
  return [head, ...parts].join('\n');
}

interface BomPart {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly scope?: unknown;
  readonly properties?: unknown;
}

interface Bom {
  readonly metadata: { readonly component: Readonly<Record<string, unknown>> & BomPart };
  readonly components: readonly BomPart[];
  readonly dependencies: readonly {
    readonly ref: string;
    readonly dependsOn?: readonly string[];
  }[];
}

/** npm's CycloneDX SBOM, reduced to the shipped components. */
function sbomOf(notices: readonly Notice[]): Bom {
  const done = spawnSync(
    'npm',
    [
      'sbom',
      '--sbom-format',
      'cyclonedx',
      '--sbom-type',
      'application',
      '--package-lock-only',
      '--include',
      'dev',
    ],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (done.status !== 0) throw new Error(`npm sbom failed: ${done.stderr}`);
  const bom: Bom = JSON.parse(done.stdout);
  const shipped = new Set(notices.map(({ name, version }) => `${name}@${version}`));
  const own = bom.metadata.component['bom-ref'];
  const components = bom.components
    .filter((part) => shipped.has(`${part.name}@${part.version}`))
    // npm marks everything in a bundle as a development dependency, which says nothing about shipping.
    .map(({ scope: _scope, properties: _properties, ...part }) => part);
  const refs = new Set(components.map((part) => part['bom-ref']));
  return {
    ...bom,
    metadata: { ...bom.metadata, component: { ...bom.metadata.component, name: 'vendskap' } },
    components,
    dependencies: bom.dependencies
      .filter(({ ref }) => ref === own || refs.has(ref))
      .map(({ ref, dependsOn = [] }) => ({
        ref,
        dependsOn: ref === own ? [...refs] : dependsOn.filter((to) => refs.has(to)),
      })),
  };
}

/** Writes notices and SBOM into the program's folder; the window also gets them as data. */
export function writeNotices(program: Shipped, folder: string): void {
  const notices = noticesOf(program, folder);
  writeFileSync(join(folder, NOTICES), asText(notices));
  writeFileSync(join(folder, SBOM), `${JSON.stringify(sbomOf(notices), null, 2)}\n`);
  if (program === 'electron') {
    writeFileSync(join(folder, 'main/notices.json'), JSON.stringify(notices));
  }
}

/**
 * Whose work a built program carries, and under which licence. Vite tells which packages it bundled; the packages that stay
 * outside (native ones) are followed in the lock file. From both: the notices that go with the program, and its SBOM.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const LICENCE_FILE = /^(licen[cs]e|copying)/i;
const RULE = '─'.repeat(78);

/** Packages of node_modules that a program is shipped with; an AppImage also carries Electron. */
const BESIDE = { relay: ['libsql'], electron: ['libsql', 'serialport'] };
export const NOTICES = 'THIRD-PARTY-NOTICES.txt';
export const SBOM = 'sbom.cdx.json';

/** Bundled packages that have no licence file: the words of the licence that their package.json names. */
const WORDS = {
  MIT: (holder) => `The MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`,
};

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const nameIn = (place) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Where the package `name` is found from `place`, as Node looks for it. */
function resolve(packages, place, name) {
  for (let from = place; ; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
    const found = from === '' ? `node_modules/${name}` : `${from}/node_modules/${name}`;
    if (packages[found] !== undefined && existsSync(join(root, found))) return found;
    if (from === '') return undefined;
    if (!from.includes('/node_modules/')) from = '';
  }
}

/** The places in node_modules of these packages and of everything that they load. */
function placesOf(names) {
  const { packages } = readJson(join(root, 'package-lock.json'));
  const places = new Set();
  const follow = (from, name) => {
    const place = resolve(packages, from, name);
    if (place === undefined || places.has(place) || /musl/.test(place)) return;
    places.add(place);
    const { dependencies = {}, optionalDependencies = {} } = packages[place];
    for (const next of Object.keys({ ...dependencies, ...optionalDependencies }))
      follow(place, next);
  };
  for (const name of names) follow('', name);
  return [...places];
}

function licenceOf({ license, licenses }) {
  return license ?? licenses?.[0]?.type ?? 'see text';
}

function holderOf({ author, name }) {
  const holder = typeof author === 'object' ? author.name : author?.replace(/\s*[<(].*$/, '');
  return holder ?? `the authors of ${name}`;
}

function textOf(folder, about) {
  const file = readdirSync(folder).find((name) => LICENCE_FILE.test(name));
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8').trim();
  const words = WORDS[licenceOf(about)];
  if (words !== undefined) return words(holderOf(about));
  throw new Error(
    `${about.name} ${about.version} brings no licence text: find it before it is shipped.`,
  );
}

function noticeOf(folder) {
  const about = readJson(join(folder, 'package.json'));
  const { name, version } = about;
  return { name, version, licence: licenceOf(about), text: textOf(folder, about) };
}

/** What Vite wrote down in each part of a build; the files go, they are not shipped. */
function bundled(draft) {
  const { packages } = readJson(join(root, 'package-lock.json'));
  const files = readdirSync(draft, { recursive: true }).filter((name) =>
    /\.licenses-\w+\.json$/.test(name),
  );
  return files.flatMap((name) => {
    const entries = readJson(join(draft, name));
    rmSync(join(draft, name));
    return entries.map(({ name: wanted, version }) => {
      const place = Object.keys(packages).find(
        (at) => at !== '' && nameIn(at) === wanted && packages[at].version === version,
      );
      if (place === undefined) throw new Error(`${wanted} ${version} is not in the lock file.`);
      return noticeOf(join(root, place));
    });
  });
}

function electronNotices() {
  const electron = noticeOf(join(root, 'node_modules/electron'));
  const chromium = {
    name: 'Chromium, Node.js and what they hold',
    version: `in Electron ${electron.version}`,
    licence: 'BSD-3-Clause and others',
    text: 'Their licences are in the file LICENSES.chromium.html inside the AppImage:\nrun it with --appimage-extract and open that file in a browser.',
  };
  return [electron, chromium];
}

function byName(one, other) {
  return one.name.localeCompare(other.name, 'en') || one.version.localeCompare(other.version, 'en');
}

/** Everything that is shipped in this build, each once. */
function noticesOf(program, draft) {
  const beside = placesOf(BESIDE[program]).map((place) => noticeOf(join(root, place)));
  const more = program === 'electron' ? electronNotices() : [];
  const all = [...bundled(draft), ...beside, ...more];
  return [
    ...new Map(all.map((notice) => [`${notice.name}@${notice.version}`, notice])).values(),
  ].sort(byName);
}

function asText(notices) {
  const head = 'This program carries the work of others, under these licences.\n';
  const parts = notices.map(
    ({ name, version, licence, text }) => `${RULE}\n${name} ${version}\n${licence}\n\n${text}\n`,
  );
  return [head, ...parts].join('\n');
}

/** CycloneDX from npm, with the components that are shipped and no other. */
function sbomOf(notices) {
  const done = spawnSync(
    'npm',
    ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (done.status !== 0) throw new Error(`npm sbom failed: ${done.stderr}`);
  const bom = JSON.parse(done.stdout);
  const shipped = new Set(notices.map(({ name, version }) => `${name}@${version}`));
  const isShipped = (ref) => shipped.has(ref);
  const own = bom.metadata.component['bom-ref'];
  const components = bom.components
    .filter((part) => isShipped(`${part.name}@${part.version}`))
    // All is a development dependency of a bundle: that says nothing about what is shipped.
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

/** Writes notices and SBOM into a build that is shipped; the window also gets them as data. */
export function writeNotices(program, draft) {
  if (!Object.hasOwn(BESIDE, program)) {
    for (const name of readdirSync(draft)) if (/^\.licenses-/.test(name)) rmSync(join(draft, name));
    return;
  }
  const notices = noticesOf(program, draft);
  writeFileSync(join(draft, NOTICES), asText(notices));
  writeFileSync(join(draft, SBOM), `${JSON.stringify(sbomOf(notices), null, 2)}\n`);
  if (program === 'electron')
    writeFileSync(join(draft, 'main/notices.json'), JSON.stringify(notices));
}

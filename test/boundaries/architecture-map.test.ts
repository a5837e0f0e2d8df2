import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { preProcessFile } from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const SRC = join(ROOT, 'src');
const PAGE = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
const SHARED = ['core', 'contract', 'logging', 'sqlite', 'tracing'];

const BESIDE = '\nBeside `src`:\n';

interface Row {
  readonly folder: string;
  readonly mayImport: string;
}

function section(title: string): string {
  const [, text = ''] = PAGE.split(`\n## ${title}\n`);
  return text.split('\n## ')[0] ?? '';
}

/** The rows of the table below a title, before what stands beside `src`. */
function rowsOf(title: string): readonly Row[] {
  return rowsIn(section(title).split(BESIDE)[0] ?? '');
}

function rowsIn(text: string): readonly Row[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, folder = '', , mayImport = '']) => ({
      folder: folder.replaceAll('`', ''),
      mayImport,
    }));
}

function foldersIn(path: string): readonly string[] {
  return readdirSync(join(SRC, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function targetOf(file: string, specifier: string): string | undefined {
  const shared = /^#(\w+)\/(.+)$/.exec(specifier);
  if (shared !== null) return `${shared[1] ?? ''}/${shared[2] ?? ''}`;
  if (!specifier.startsWith('.')) return undefined;
  const target = posix.normalize(posix.join(posix.dirname(file), specifier));
  return target.startsWith('..') ? undefined : target;
}

function isProgram(folder: string): boolean {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return files.some((file) => file.endsWith('.ts'));
}

/** What the files of a folder beside src import of it, as folders of src. */
function importsOfSrc(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) =>
      preProcessFile(readFileSync(join(ROOT, folder, file), 'utf8')).importedFiles.flatMap(
        ({ fileName }) => {
          const own = /^#(\w+)\//.exec(fileName)?.[1];
          const path = posix.join(folder, posix.dirname(file), fileName);
          const inSrc = fileName.startsWith('.') ? /^src\/(\w+)/.exec(path)?.[1] : undefined;
          return [own ?? inSrc ?? []].flat();
        },
      ),
    );
}

/** Every import between files of src: [from, to], as paths in src. */
const IMPORTS: readonly (readonly [from: string, to: string])[] = readdirSync(SRC, {
  recursive: true,
  encoding: 'utf8',
})
  .filter((file) => /\.tsx?$/.test(file))
  .flatMap((file) =>
    preProcessFile(readFileSync(join(SRC, file), 'utf8')).importedFiles.flatMap(({ fileName }) => {
      const target = targetOf(file, fileName);
      return target === undefined ? [] : [[file, target] as const];
    }),
  );

const folderOf = (path: string, depth: number): string => path.split('/')[depth] ?? '';

/** What the folders of `parent` import of each other, `from → to`. */
function importsBetween(parent: string): readonly (readonly [string, string])[] {
  const depth = parent === '' ? 0 : 1;
  const isInside = (path: string): boolean =>
    path.startsWith(parent === '' ? '' : `${parent}/`) &&
    statSync(join(SRC, parent, folderOf(path, depth)), { throwIfNoEntry: false })?.isDirectory() ===
      true;
  return IMPORTS.filter(([from, to]) => isInside(from) && isInside(to))
    .map(([from, to]) => [folderOf(from, depth), folderOf(to, depth)] as const)
    .filter(([from, to]) => from !== to);
}

function isAllowed(rows: readonly Row[], from: string, to: string): boolean {
  const allowed = rows.find(({ folder }) => folder === from)?.mayImport ?? '';
  return allowed.includes('everything') || allowed.split(/[,;:·` ]+/).includes(to);
}

describe('the map in docs/architecture.md', () => {
  it.each([
    ['Map', ''],
    ['Core', 'core'],
    ['Kiosk', 'main'],
    ['Relay', 'relay'],
  ])('%s has a row for each folder, and no other', (title, parent) => {
    // Texts for people; they import nothing.
    const folders = foldersIn(parent).filter(
      (name) => name !== 'locales' || rowsOf(title).some(({ folder }) => folder === 'locales'),
    );
    expect(
      rowsOf(title)
        .map(({ folder }) => folder)
        .sort(),
    ).toEqual(folders);
  });

  it.each([
    ['Map', ''],
    ['Kiosk', 'main'],
    ['Relay', 'relay'],
  ])('%s: what a folder imports is what its row allows', (title, parent) => {
    const rows = rowsOf(title);
    const imports = importsBetween(parent).filter(([, to]) => to !== 'locales');
    expect(imports.length).toBeGreaterThan(10);
    const broken = imports.filter(([from, to]) => !isAllowed(rows, from, to));
    expect([...new Set(broken.map(([from, to]) => `${from} → ${to}`))]).toEqual([]);
  });

  it('beside src there is a row for each folder with programs, and it imports what its row allows', () => {
    const [, text = ''] = section('Map').split(BESIDE);
    const rows = rowsIn(text);
    const folders = readdirSync(ROOT, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && /^(?!node_modules|src|out|dist)\w/.test(entry.name))
      .map(({ name }) => name)
      .filter(isProgram);
    expect(rows.map(({ folder }) => folder).sort()).toEqual(folders.sort());
    const imports = folders.flatMap((from) => importsOfSrc(from).map((to) => [from, to] as const));
    expect(imports.length).toBeGreaterThan(100);
    const broken = imports.filter(([from, to]) => !isAllowed(rows, from, to));
    expect([...new Set(broken.map(([from, to]) => `${from} → ${to}`))]).toEqual([]);
  });

  it('Core: a folder imports only those above it', () => {
    const order = rowsOf('Core').map(({ folder }) => folder);
    const imports = importsBetween('core');
    expect(imports.length).toBeGreaterThan(100);
    const broken = imports.filter(([from, to]) => order.indexOf(to) >= order.indexOf(from));
    expect([...new Set(broken.map(([from, to]) => `${from} → ${to}`))]).toEqual([]);
  });

  it('the root of main holds its entries only', () => {
    const files = readdirSync(join(SRC, 'main')).filter((name) => name.includes('.'));
    expect(files.sort()).toEqual(['headless.ts', 'index.ts', 'line.ts']);
  });

  it('from webhook to wire there are at most 25 files, and each is there', () => {
    const files = [...section('From webhook to wire').matchAll(/`([\w/-]+\.ts)`/g)].map(
      ([, file = '']) => file,
    );
    expect(files.length).toBeGreaterThan(15);
    expect(files.length).toBeLessThanOrEqual(25);
    expect(files.filter((file) => !existsSync(join(SRC, file)))).toEqual([]);
  });

  it('the shared folders import no program', () => {
    const programs = IMPORTS.filter(
      ([from, to]) => SHARED.includes(folderOf(from, 0)) && !SHARED.includes(folderOf(to, 0)),
    );
    expect(programs).toEqual([]);
  });

  it('every file that the pages name is there', () => {
    const pages = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter(
      // A decision tells what was so on its day.
      (file) => file.endsWith('.md') && !file.startsWith('adr/'),
    );
    const missing = pages.flatMap((page) =>
      [
        ...readFileSync(join(ROOT, 'docs', page), 'utf8').matchAll(
          /`((?:src\/)?(?:core|contract|main|relay|renderer|simulator|logging|sqlite|tracing|preload|test|scripts)\/[\w./-]+\.(?:tsx?|mjs|json|md))`/g,
        ),
      ]
        .map(([, file = '']) => file)
        .filter((file) => !existsSync(join(SRC, file)) && !existsSync(join(ROOT, file)))
        .map((file) => `docs/${page}: ${file}`),
    );
    expect(missing).toEqual([]);
  });
});

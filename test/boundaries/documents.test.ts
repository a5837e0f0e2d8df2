import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const PAGES = [
  ...readdirSync('.'),
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).map((page) => `docs/${page}`),
].filter(
  (page) => page.endsWith('.md') && page !== 'CHANGELOG.md' && !page.startsWith('docs/adr/'),
);
/** Folders whose files the pages name from the project's root. */
const PATH = /`((?:src|test|scripts|bench|docs|resources|load)\/[\w./-]+)`/g;
const LINK = /\]\((?!https?:|mailto:|#)([^)#\s]+)/g;

function namedIn(page: string, pattern: RegExp): readonly string[] {
  return Array.from(readFileSync(page, 'utf8').matchAll(pattern), ([, name = '']) => name);
}

test.each(PAGES)('%s names files and pages that are there', (page) => {
  const missing = [
    ...namedIn(page, PATH).filter((path) => !existsSync(path)),
    ...namedIn(page, LINK).filter((link) => !existsSync(join(dirname(page), link))),
  ];
  expect(missing).toEqual([]);
});

test('the pages name many', () => {
  expect(PAGES.flatMap((page) => namedIn(page, PATH)).length).toBeGreaterThan(50);
});

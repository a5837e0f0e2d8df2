import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const FOLDER = join(import.meta.dirname, '../../../src/renderer');
const all = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
const read = (file: string): string => readFileSync(join(FOLDER, file), 'utf8');
const modules = all.filter((file) => file.endsWith('.module.css'));

function classesOf(css: string): ReadonlySet<string> {
  const selectors = css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\{[^{}]*\}/g, ' ');
  return new Set([...selectors.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name]) => String(name)));
}

interface Named {
  readonly module: string;
  readonly name: string;
  readonly by: string;
}

/** `styles['row']` in a component, with the module that `styles` stands for. */
function namedIn(file: string): readonly Named[] {
  const code = read(file);
  const imports = [...code.matchAll(/import (\w+) from '([^']+\.module\.css)';/g)];
  return imports.flatMap(([, local = '', path = '']) =>
    [...code.matchAll(new RegExp(`\\b${local}\\['([\\w-]+)'\\]`, 'g'))].map(([, name = '']) => ({
      module: join(dirname(file), path),
      name,
      by: file,
    })),
  );
}

const named = all.filter((file) => file.endsWith('.tsx')).flatMap(namedIn);

describe('the looks of the screen', () => {
  it('are there for every class that a component names', () => {
    expect(named.length).toBeGreaterThan(200);
    const missing = named.filter(({ module, name }) => !classesOf(read(module)).has(name));
    expect(missing).toEqual([]);
  });

  it('are each named by a component', () => {
    expect(modules.length).toBeGreaterThan(15);
    const unused = modules.flatMap((module) => {
      const used = new Set(named.filter((one) => one.module === module).map(({ name }) => name));
      return [...classesOf(read(module))]
        .filter((name) => !used.has(name))
        .map((name) => [module, name]);
    });
    expect(unused).toEqual([]);
  });

  it('belong to one component or screen: nothing but tokens and resets is global', () => {
    expect(all.filter((file) => file.endsWith('.css') && !modules.includes(file))).toEqual([
      join('theme', 'tokens.css'),
    ]);
    expect([...classesOf(read('theme/tokens.css'))]).toEqual([]);
    const literal = all
      .filter((file) => file.endsWith('.tsx'))
      .filter((file) => /className=("|\{["'`])/.test(read(file)));
    expect(literal).toEqual([]);
  });
});

import type { Typesetter } from './typesetter.ts';

let opened: Promise<Typesetter> | undefined;

/** Loaded for the first sheet: fonts and PDF would take a third of the program's start, and no sale needs them. */
export function openTypesetter(): Promise<Typesetter> {
  opened ??= import('./typesetter.ts').then(({ createTypesetter }) => createTypesetter());
  return opened;
}

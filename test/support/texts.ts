import type { Language } from '#core/base/language.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Texts = Readonly<Record<string, string>>;

const SOURCES = join(import.meta.dirname, '../../src');

/** Folders of `src` with texts for people, each with `locales/<language>/<namespace>.json`. */
export const TEXT_ROOMS = ['renderer', 'core', 'contract', 'relay'] as const;
export type TextRoom = (typeof TEXT_ROOMS)[number];

function readTexts(folder: string): Texts {
  const entries = readdirSync(folder).flatMap((file) => {
    const texts: Texts = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    return Object.entries(texts).map(
      ([key, text]) => [`${file.slice(0, -'.json'.length)}.${key}`, text] as const,
    );
  });
  return Object.fromEntries(entries);
}

/** Every text of a room by language; keys are prefixed with their namespace. */
export function textsOf(room: TextRoom): Readonly<Record<Language, Texts>> {
  const read = (language: Language): Texts => readTexts(join(SOURCES, room, 'locales', language));
  return { nb: read('nb'), sv: read('sv'), da: read('da'), fi: read('fi'), en: read('en') };
}

/** All source code of a room. */
export function codeOf(room: TextRoom): string {
  const folder = join(SOURCES, room);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}

import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { REFUSAL_CODES } from '#contract/ipc/refusals.ts';
import type { Language } from '#core/base/language.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textsOf } from '../../support/texts.ts';
import { ROOT } from './window.ts';

const COMPONENTS = 'TextField|NumberField|AmountField|Field|Stepper|Choice|PinPad';
const RENDERER = join(ROOT, 'src/renderer');

export interface SourceField {
  readonly file: string;
  /** Its test id, or its pattern: `slot-${field}`. */
  readonly testId: string;
  isIt(testId: string): boolean;
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function patternOf(template: string): RegExp {
  const parts = template.split(/\$\{(?:[^{}]|\{[^}]*\})*\}/).map(literal);
  return new RegExp(`^${parts.join('.+')}$`, 'u');
}

/** The source of each field component's opening tag, up to the next one. */
function tagsIn(source: string): readonly string[] {
  return source.split(new RegExp(`<(?=(?:${COMPONENTS})[\\s>])`)).slice(1);
}

/** Every field that the screens' sources name, except in the components themselves. */
export function fieldsInSource(): readonly SourceField[] {
  const files = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.tsx') && !/^(?:touch|screens\/usb)\//.test(file),
  );
  return files.flatMap((file) =>
    tagsIn(readFileSync(join(RENDERER, file), 'utf8')).map((tag) => {
      const [, plain, template] = /testId=(?:"([^"]+)"|\{`([^`]+)`\})/.exec(tag) ?? [];
      const testId = plain ?? template;
      if (testId === undefined)
        throw new Error(`${file}: a field without a name: <${tag.slice(0, 80)}`);
      const pattern = patternOf(testId);
      return { file, testId, isIt: (id) => pattern.test(id) };
    }),
  );
}

export interface ShownField {
  readonly testId: string;
  readonly kind: string;
  readonly isOff: boolean;
}

/** The fields on the screen now; only those of a dialog, if one is open. */
export async function fieldsShown(page: Page): Promise<readonly ShownField[]> {
  return page.evaluate(() => {
    const front = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;
    return [...front.querySelectorAll('[data-field]')]
      .filter((element) => element.getClientRects().length > 0)
      .map((element) => ({
        testId: element.getAttribute('data-testid') ?? '',
        kind: element.getAttribute('data-field') ?? '',
        isOff:
          element.getAttribute('aria-disabled') === 'true' ||
          element.querySelector('[role="radio"][aria-disabled="true"]') !== null,
      }));
  });
}

const LEAST_LETTERS = 8;

/** The texts of a language that are whole sentences. */
function sentencesOf(language: Language): readonly RegExp[] {
  return Object.entries(textsOf('renderer')[language])
    .filter(([key, text]) => {
      const own = text.replace(/\{\{\w+\}\}/g, '').replace(/[^\p{L}]/gu, '');
      return key === 'touch.between' || own.length >= LEAST_LETTERS;
    })
    .map(([, text]) => {
      const parts = text.split(/\{\{\w+\}\}/).map(literal);
      return new RegExp(`^${parts.join('.+')}$`, 'su');
    });
}

/** Checks that the text is a sentence of this language: no code, no key, no other language. */
export function expectSentence(text: string, language: Language, what: string): void {
  expect(text, what).not.toMatch(/\{\{|_other|_one|ipc\/|undefined|NaN/);
  expect(
    REFUSAL_CODES.filter((code) => text.includes(code)),
    what,
  ).toEqual([]);
  const isKnown = sentencesOf(language).some((sentence) => sentence.test(text));
  expect(isKnown, `${what}, in ${language}: “${text}”`).toBe(true);
}

/** Types on a physical keyboard, also characters that the screen keyboard lacks. */
export async function strike(page: Page, keys: readonly string[]): Promise<void> {
  await page.evaluate((all) => {
    const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
    for (const key of all) {
      dialog?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    }
  }, keys);
}

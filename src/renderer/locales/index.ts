import { LANGUAGES, type Language } from '#core/base/language.ts';
import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { NBSP } from '../format.ts';

type Texts = Readonly<Record<string, string>>;

/** `./nb/sales.json` and so on. A test finds missing, unused and untranslated keys, and placeholders that differ. */
const FILES = import.meta.glob<Texts>('./*/*.json', { eager: true, import: 'default' });

/** A space that would let a number and its unit break apart. */
const BEFORE_UNIT = /(?<=\d|\}\}) (?=(?:ms|s|min|mm|°C|%)(?![\p{L}\d]))/gu;

/** All texts of one language, by namespace and key. */
function textsOf(language: Language): Texts {
  const files = Object.entries(FILES).filter(([path]) => path.startsWith(`./${language}/`));
  const entries = files.flatMap(([path, texts]) => {
    const namespace = path.slice(`./${language}/`.length, -'.json'.length);
    return Object.entries(texts).map(
      ([key, text]) => [`${namespace}.${key}`, text.replace(BEFORE_UNIT, NBSP)] as const,
    );
  });
  return Object.fromEntries(entries);
}

/** Sets `{{brand}}` in every text to today's brand name of the market (core/market/brand.ts). */
export function setBrand(texts: i18n, brand: string): void {
  texts.options.interpolation = { ...texts.options.interpolation, defaultVariables: { brand } };
}

/** Turns key nesting off, because our keys contain dots. */
export function startTexts(language: Language): i18n {
  void i18next.use(initReactI18next).init({
    showSupportNotice: false,
    lng: language,
    fallbackLng: 'en',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false, defaultVariables: { brand: 'Vipps' } },
    resources: Object.fromEntries(
      LANGUAGES.map((name) => [name, { translation: textsOf(name) }] as const),
    ),
  });
  return i18next;
}

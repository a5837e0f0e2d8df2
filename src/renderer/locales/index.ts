import { LANGUAGES, type Language } from '#core/base/language.ts';
import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { NBSP } from '../format.ts';

type Texts = Readonly<Record<string, string>>;

/** `./nb/sales.json` and so on; a test refuses what is missing, never used, not translated or differently filled in. */
const FILES = import.meta.glob<Texts>('./*/*.json', { eager: true, import: 'default' });

/** A number stays on the line of its unit. */
const BEFORE_UNIT = /(?<=\d|\}\}) (?=(?:ms|s|min|mm|°C|%)(?![\p{L}\d]))/gu;

/** Every text of one language, each under its namespace and key. */
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

/** What every `{{brand}}` says from now on: the name of the market's day (core/market/brand.ts). */
export function sayBrand(texts: i18n, brand: string): void {
  texts.options.interpolation = { ...texts.options.interpolation, defaultVariables: { brand } };
}

/** The keys hold dots, so nothing is nested. */
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

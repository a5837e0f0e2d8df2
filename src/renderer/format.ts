import type { Language } from '#core/base/language.ts';
import { useScreenSettings } from './store/screen-settings.ts';

const LOCALES: Readonly<Record<Language, string>> = {
  nb: 'nb-NO',
  sv: 'sv-SE',
  da: 'da-DK',
  fi: 'fi-FI',
  en: 'en-GB',
};

/** Keeps a number and its unit on one line. */
export const NBSP = '\u00a0';

/** Formats numbers, money and times for one language. */
export interface Format {
  readonly locale: string;
  /** Takes minor units. */
  money(amountMinor: number, currency: string): string;
  number(value: number, fractionDigits?: number): string;
  /** Takes hundredths of a percent, shows them without rounding: 13.5 %. */
  rate(hundredths: number): string;
  /** 14:32, or 14:32:05. */
  time(atMs: number, hasSeconds?: boolean): string;
  /** 3 Mar 2027. */
  date(atMs: number): string;
  dateTime(atMs: number): string;
  /** `3 minutes ago`. */
  ago(atMs: number, nowMs: number): string;
}

/** 100 % in hundredths of a percent. */
const WHOLE = 10_000;

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

function moneyOf(locale: string, currency: string): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
}

function createFormat(language: Language): Format {
  const locale = LOCALES[language];
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const seconds = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  // Cached per currency: a scrolling list of sales formats hundreds of amounts.
  const moneys = new Map<string, Intl.NumberFormat>();
  return {
    locale,
    money: (amountMinor, currency) => {
      const known = moneys.get(currency) ?? moneyOf(locale, currency);
      moneys.set(currency, known);
      return known.format(amountMinor / 100);
    },
    number: (value, fractionDigits = 0) =>
      new Intl.NumberFormat(locale, {
        minimumFractionDigits: fractionDigits,
        maximumFractionDigits: fractionDigits,
      }).format(value),
    rate: (hundredths) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(
        hundredths / WHOLE,
      ),
    time: (atMs, hasSeconds = false) => (hasSeconds ? seconds : time).format(atMs),
    date: (atMs) => date.format(atMs),
    dateTime: (atMs) => dateTime.format(atMs),
    ago: (atMs, nowMs) => {
      const past = atMs - nowMs;
      const unit = UNITS.find(([, lengthMs]) => Math.abs(past) >= lengthMs);
      if (unit === undefined) return relative.format(0, 'minute');
      return relative.format(Math.trunc(past / unit[1]), unit[0]);
    },
  };
}

const formats = new Map<Language, Format>();

export function formatOf(language: Language): Format {
  const format = formats.get(language) ?? createFormat(language);
  formats.set(language, format);
  return format;
}

/** The format for the language of the screen. */
export function useFormat(): Format {
  return formatOf(useScreenSettings((state) => state.language));
}

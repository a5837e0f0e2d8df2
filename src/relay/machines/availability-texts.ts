import { MARKET_LANGUAGE } from '#core/locales/market-language.ts';
import type { Market } from '#core/money/money.ts';
import type { Language } from '#core/base/language.ts';
import da from '../locales/da/availability.json' with { type: 'json' };
import en from '../locales/en/availability.json' with { type: 'json' };
import fi from '../locales/fi/availability.json' with { type: 'json' };
import nb from '../locales/nb/availability.json' with { type: 'json' };
import sv from '../locales/sv/availability.json' with { type: 'json' };

/** What the app shows after a scan. The QR API allows 36 characters. */
export type AvailabilityText = keyof typeof en;

const TEXTS: Readonly<Record<Language, Readonly<typeof en>>> = { nb, sv, da, fi, en };

/** The text in the market's language. */
export function availabilityText(name: AvailabilityText, market: Market): string {
  return TEXTS[MARKET_LANGUAGE[market]][name];
}

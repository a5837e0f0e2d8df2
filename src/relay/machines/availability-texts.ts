import type { Market } from '#core/money.ts';

/** What the app shows after a scan, in the market's language; at most 36 characters with the QR API. */
export const OUT_OF_ORDER: Readonly<Record<Market, string>> = {
  NO: 'Ute av drift - du betaler ingenting',
  DK: 'Ude af drift - du betaler intet',
  FI: 'Ei käytössä - mitään ei veloiteta',
};

/** While the machine answers no scans for a moment (reason `scan-pause`). */
export const SHORT_PAUSE: Readonly<Record<Market, string>> = {
  NO: 'Kort pause - prøv igjen om litt',
  DK: 'Kort pause - prøv igen om lidt',
  FI: 'Lyhyt tauko - yritä pian uudelleen',
};

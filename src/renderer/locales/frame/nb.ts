import type { en } from './en.ts';

/** Norsk bokmål. */
export const nb: Readonly<Record<keyof typeof en, string>> = {
  'frame.starting': 'Starter …',
  'frame.home': 'Hjem',
  'frame.back': 'Tilbake',
  'frame.language': 'Språk',
  'frame.places': 'Steder',
  'frame.place.machine': 'Automat',
  'frame.place.refill': 'Påfylling',
  'frame.place.sales': 'Salg',
  'frame.place.sheet': 'QR og ark',
  'frame.place.health': 'Helse',
  'frame.place.more': 'Mer',
  'frame.toReview': 'til gjennomsyn',
  'frame.waiting_one': '{{count}} venter',
  'frame.waiting_other': '{{count}} venter',
  'frame.timeLeft': 'logges ut om {{time}}',
  'frame.soonOut': 'Du logges ut om {{seconds}} s. Ta på skjermen for å bli.',
  'frame.backInSale': 'Selg igjen',
  'frame.stale':
    'Skjermen har ikke hørt fra automaten på {{seconds}} s. Den kobler til igjen av seg selv.',
};

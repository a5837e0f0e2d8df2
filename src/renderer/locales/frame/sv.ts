import type { en } from './en.ts';

/** Svenska. */
export const sv: Readonly<Record<keyof typeof en, string>> = {
  'frame.starting': 'Startar …',
  'frame.home': 'Hem',
  'frame.back': 'Tillbaka',
  'frame.language': 'Språk',
  'frame.places': 'Platser',
  'frame.place.machine': 'Automat',
  'frame.place.refill': 'Påfyllning',
  'frame.place.sales': 'Köp',
  'frame.place.sheet': 'QR och ark',
  'frame.place.health': 'Hälsa',
  'frame.place.more': 'Mer',
  'frame.toReview': 'att granska',
  'frame.waiting_one': '{{count}} väntar',
  'frame.waiting_other': '{{count}} väntar',
  'frame.timeLeft': 'loggas ut om {{time}}',
  'frame.soonOut': 'Du loggas ut om {{seconds}} s. Rör skärmen för att stanna.',
  'frame.backInSale': 'Sälj igen',
  'frame.stale':
    'Skärmen har inte hört av automaten på {{seconds}} s. Den ansluter igen av sig själv.',
};

import type { en } from './en.ts';

/** Dansk. */
export const da: Readonly<Record<keyof typeof en, string>> = {
  'frame.starting': 'Starter …',
  'frame.home': 'Hjem',
  'frame.back': 'Tilbage',
  'frame.language': 'Sprog',
  'frame.places': 'Steder',
  'frame.place.machine': 'Automat',
  'frame.place.refill': 'Opfyldning',
  'frame.place.sales': 'Salg',
  'frame.place.sheet': 'QR og ark',
  'frame.place.health': 'Tilstand',
  'frame.place.more': 'Mere',
  'frame.toReview': 'til gennemsyn',
  'frame.waiting_one': '{{count}} venter',
  'frame.waiting_other': '{{count}} venter',
  'frame.timeLeft': 'logges ud om {{time}}',
  'frame.soonOut': 'Du logges ud om {{seconds}} s. Rør skærmen for at blive.',
  'frame.backInSale': 'Sælg igen',
  'frame.stale':
    'Skærmen har ikke hørt fra automaten i {{seconds}} s. Den forbinder igen af sig selv.',
};

/** English: the shell of service mode. */
export const en = {
  'frame.starting': 'Starting …',
  'frame.home': 'Home',
  'frame.back': 'Back',
  'frame.language': 'Language',
  'frame.places': 'Places',
  'frame.place.machine': 'Machine',
  'frame.place.refill': 'Refill',
  'frame.place.sales': 'Sales',
  'frame.place.sheet': 'QR & sheet',
  'frame.place.health': 'Health',
  'frame.place.more': 'More',
  'frame.toReview': 'to review',
  'frame.waiting_one': '{{count}} waits',
  'frame.waiting_other': '{{count}} wait',
  'frame.timeLeft': 'signed out in {{time}}',
  'frame.soonOut': 'You are signed out in {{seconds}} s. Touch the screen to stay.',
  'frame.backInSale': 'Back in sale',
  'frame.stale':
    'This screen has not heard from the machine for {{seconds}} s. It reconnects by itself.',
} as const;

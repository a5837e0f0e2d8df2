import type { en } from './en.ts';

/** Dansk. */
export const da: Readonly<Record<keyof typeof en, string>> = {
  'reports.title': 'Rapporter',
  'reports.period': 'Periode',
  'reports.period.day': 'Dag',
  'reports.period.week': 'Uge',
  'reports.period.month': 'Måned',
  'reports.earlier': 'Tidligere',
  'reports.later': 'Senere',
  'reports.view': 'Vist efter',
  'reports.view.time': 'Tid',
  'reports.view.product': 'Vare',
  'reports.view.slot': 'Plads',
  'reports.sold_one': '{{count}} solgt',
  'reports.sold_other': '{{count}} solgt',
  'reports.refunded': '{{amount}} af dette er refunderet',
  'reports.before': 'Perioden før: {{amount}}',
  'reports.none': 'Intet blev solgt i denne tid. Se på en tidligere.',
  'reports.nameless': 'Uden navn',
  'reports.export': 'Gem på USB',
  'reports.exportWhat': 'Denne rapport: summen, efter tid, vare og plads.',
};

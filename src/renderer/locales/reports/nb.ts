import type { en } from './en.ts';

/** Norsk bokmål. */
export const nb: Readonly<Record<keyof typeof en, string>> = {
  'reports.title': 'Rapporter',
  'reports.period': 'Periode',
  'reports.period.day': 'Dag',
  'reports.period.week': 'Uke',
  'reports.period.month': 'Måned',
  'reports.earlier': 'Tidligere',
  'reports.later': 'Senere',
  'reports.view': 'Vist etter',
  'reports.view.time': 'Tid',
  'reports.view.product': 'Vare',
  'reports.view.slot': 'Plass',
  'reports.sold_one': '{{count}} solgt',
  'reports.sold_other': '{{count}} solgt',
  'reports.refunded': '{{amount}} av dette er refundert',
  'reports.before': 'Perioden før: {{amount}}',
  'reports.none': 'Ingenting ble solgt i denne tiden. Se på en tidligere.',
  'reports.nameless': 'Uten navn',
  'reports.export': 'Lagre på USB',
  'reports.exportWhat': 'Denne rapporten: summen, etter tid, vare og plass.',
};

import type { en } from './en.ts';

/** Svenska. */
export const sv: Readonly<Record<keyof typeof en, string>> = {
  'reports.title': 'Rapporter',
  'reports.period': 'Period',
  'reports.period.day': 'Dag',
  'reports.period.week': 'Vecka',
  'reports.period.month': 'Månad',
  'reports.earlier': 'Tidigare',
  'reports.later': 'Senare',
  'reports.view': 'Visas efter',
  'reports.view.time': 'Tid',
  'reports.view.product': 'Vara',
  'reports.view.slot': 'Fack',
  'reports.sold_one': '{{count}} såld',
  'reports.sold_other': '{{count}} sålda',
  'reports.refunded': '{{amount}} av detta är återbetalt',
  'reports.before': 'Perioden före: {{amount}}',
  'reports.none': 'Inget såldes under den här tiden. Se på en tidigare.',
  'reports.nameless': 'Utan namn',
  'reports.export': 'Spara på USB',
  'reports.exportWhat': 'Den här rapporten: summan, efter tid, vara och fack.',
};

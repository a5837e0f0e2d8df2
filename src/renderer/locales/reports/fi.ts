import type { en } from './en.ts';

/** Suomi. */
export const fi: Readonly<Record<keyof typeof en, string>> = {
  'reports.title': 'Raportit',
  'reports.period': 'Jakso',
  'reports.period.day': 'Päivä',
  'reports.period.week': 'Viikko',
  'reports.period.month': 'Kuukausi',
  'reports.earlier': 'Aiempi',
  'reports.later': 'Myöhempi',
  'reports.view': 'Ryhmittely',
  'reports.view.time': 'Aika',
  'reports.view.product': 'Tuote',
  'reports.view.slot': 'Lokero',
  'reports.sold_one': '{{count}} myyty',
  'reports.sold_other': '{{count}} myyty',
  'reports.refunded': '{{amount}} tästä on palautettu',
  'reports.before': 'Edellinen jakso: {{amount}}',
  'reports.none': 'Tänä aikana ei myyty mitään. Katso aiempaa.',
  'reports.nameless': 'Nimetön',
  'reports.export': 'Tallenna USB:lle',
  'reports.exportWhat': 'Tämä raportti: summa ajan, tuotteen ja lokeron mukaan.',
};

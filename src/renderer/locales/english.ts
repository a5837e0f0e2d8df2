import changes from './en/changes.json' with { type: 'json' };
import diagnostics from './en/diagnostics.json' with { type: 'json' };
import fault from './en/fault.json' with { type: 'json' };
import frame from './en/frame.json' with { type: 'json' };
import health from './en/health.json' with { type: 'json' };
import home from './en/home.json' with { type: 'json' };
import maximum from './en/maximum.json' with { type: 'json' };
import people from './en/people.json' with { type: 'json' };
import prices from './en/prices.json' with { type: 'json' };
import products from './en/products.json' with { type: 'json' };
import refill from './en/refill.json' with { type: 'json' };
import refusal from './en/refusal.json' with { type: 'json' };
import reports from './en/reports.json' with { type: 'json' };
import reviews from './en/reviews.json' with { type: 'json' };
import sales from './en/sales.json' with { type: 'json' };
import session from './en/session.json' with { type: 'json' };
import settings from './en/settings.json' with { type: 'json' };
import setup from './en/setup.json' with { type: 'json' };
import sheet from './en/sheet.json' with { type: 'json' };
import slots from './en/slots.json' with { type: 'json' };
import status from './en/status.json' with { type: 'json' };
import touch from './en/touch.json' with { type: 'json' };
import traffic from './en/traffic.json' with { type: 'json' };
import update from './en/update.json' with { type: 'json' };

/** One file per namespace, as translation tools expect; every other language has the same keys. */
export const ENGLISH = {
  changes,
  diagnostics,
  fault,
  frame,
  health,
  home,
  maximum,
  people,
  prices,
  products,
  refill,
  refusal,
  reports,
  reviews,
  sales,
  session,
  settings,
  setup,
  sheet,
  slots,
  status,
  touch,
  traffic,
  update,
};

type English = typeof ENGLISH;

/** A key as written in the file, with its namespace; plurals end in `_one` and `_other`. */
export type WrittenKey = {
  [Namespace in keyof English]: `${Namespace}.${keyof English[Namespace] & string}`;
}[keyof English];

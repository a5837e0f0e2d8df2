import type { Shown } from '../../../src/renderer/store/screen-names.ts';
import type { WalkStage } from './walk-stage.ts';

/** A test id, another selector in brackets, or a function of the stage. */
type Tap = string | ((world: WalkStage) => string);

/** What some taps from the first service screen show; no stop depends on another one. */
export interface Stop {
  readonly name: string;
  readonly taps: readonly Tap[];
  readonly screen: Shown;
  /** Awaited, and checked in every look. */
  readonly shows?: string;
  /** Awaited, but only shown for a while. */
  readonly waits?: string;
  /** Owners only. */
  readonly isOwners?: true;
  /** Looks different to a technician. */
  readonly differs?: true;
  /** What happens at the machine before. */
  readonly before?: (world: WalkStage) => Promise<unknown>;
  /** Taps that restore the machine. */
  readonly leave?: readonly string[];
  /** Only on these panels; others show something else. */
  readonly sizes?: readonly string[];
}

/** Puts the same taps before each of these stops. */
function from(taps: readonly Tap[], stops: readonly Stop[]): readonly Stop[] {
  return stops.map((stop) => ({ ...stop, taps: [...taps, ...stop.taps] }));
}

const SLOT = 'slot-B1';
const MANY = ['pick-many', 'slot-A1', 'slot-A2'];

const MACHINE = from(
  ['place-machine'],
  [
    { name: 'machine', taps: [], screen: 'machine', shows: 'slot-A1' },
    { name: 'machine-picked', taps: MANY, screen: 'machine', shows: 'pick-do' },
    { name: 'machine-many', taps: [...MANY, 'pick-do'], screen: 'machine', shows: 'many-close' },
    {
      name: 'machine-many-price',
      taps: [...MANY, 'pick-do', 'many-price'],
      screen: 'machine',
      shows: 'editor-done',
    },
    { name: 'learn', taps: ['learn'], screen: 'learn', leave: ['back'] },
    {
      name: 'learn-heard',
      taps: ['learn'],
      screen: 'learn',
      shows: 'learn-said',
      before: ({ stage }) => stage.control('press', { selection: 'A1' }),
      leave: ['back'],
    },
    { name: 'new-slot', taps: ['add-slot'], screen: 'newSlot', shows: 'back' },
    { name: 'slot-ok', taps: ['slot-A3'], screen: 'slot', shows: 'slot-price' },
    { name: 'slot-faulty', taps: [SLOT], screen: 'slot', shows: 'slot-clear' },
    { name: 'keypad-amount', taps: [SLOT, 'slot-price'], screen: 'slot', shows: 'editor-done' },
    { name: 'keypad-count', taps: [SLOT, 'slot-stock'], screen: 'slot', shows: 'key-7' },
    { name: 'keyboard', taps: [SLOT, 'slot-product'], screen: 'slot', shows: 'key-shift' },
    {
      name: 'keyboard-signs',
      taps: [SLOT, 'slot-product', 'key-symbols'],
      screen: 'slot',
      shows: 'key-shift',
    },
    {
      name: 'toast',
      taps: [SLOT, 'slot-block'],
      screen: 'slot',
      waits: 'undo',
      leave: ['slot-block'],
      sizes: ['800x480'],
    },
  ],
);

const REFILL = from(
  ['place-refill'],
  [
    { name: 'refill', taps: [], screen: 'refill', shows: 'fill-all' },
    {
      name: 'refill-filled',
      taps: ['fill-all'],
      screen: 'refill',
      shows: 'refill-save',
      leave: ['refill-drop'],
    },
    { name: 'refill-count', taps: ['slot-B2'], screen: 'refill', shows: 'count-done' },
    { name: 'pick-list', taps: ['pick-list'], screen: 'pickList', shows: 'pick-lines' },
    {
      name: 'pick-list-save',
      taps: ['pick-list', 'pick-list-save'],
      screen: 'pickList',
      shows: 'stick',
    },
  ],
);

const row =
  (which: 'sold' | 'refunded' | 'failed' | 'held'): Tap =>
  (world) =>
    `[data-reference="${world[which]}"]`;

/** Panels that show all filters at once; on others they are behind a button. */
const ROOMY = ['1280x800', '1024x600'];
const SHORT = ['800x480'];

const SALES = from(
  ['place-sales'],
  [
    { name: 'sales', taps: [], screen: 'sales', shows: 'sale-row' },
    { name: 'sales-amounts', taps: ['filter-amount'], screen: 'sales', shows: 'amount-2500' },
    { name: 'sales-hours', taps: ['filter-time'], screen: 'sales', shows: 'hour-12' },
    {
      name: 'sales-states',
      taps: ['filter-state'],
      screen: 'sales',
      shows: 'state-refunded',
      sizes: ROOMY,
    },
    {
      name: 'sales-more',
      taps: ['filter-more'],
      screen: 'sales',
      shows: 'filter-state',
      sizes: SHORT,
    },
    {
      name: 'sales-export',
      taps: ['sales-export'],
      screen: 'sales',
      shows: 'format-csv',
      sizes: ROOMY,
    },
    { name: 'sale-held', taps: [row('held')], screen: 'sale', shows: 'charge-hold' },
    { name: 'sale-failed', taps: [row('failed')], screen: 'sale', shows: 'timeline' },
    {
      name: 'sale-refunded',
      taps: [row('refunded')],
      screen: 'sale',
      shows: 'step-payment.refunded',
    },
    {
      name: 'sale-sold',
      taps: [row('sold')],
      screen: 'sale',
      shows: 'step-payment.captured',
      differs: true,
    },
    {
      name: 'sale-refund',
      taps: [row('sold'), 'refund'],
      screen: 'sale',
      shows: 'refund-hold',
      isOwners: true,
    },
  ],
);

const SHEET = from(
  ['place-sheet'],
  [
    { name: 'sheet', taps: [], screen: 'sheet', shows: 'proof-scan' },
    {
      name: 'sheet-proof',
      taps: ['proof-scan'],
      screen: 'sheet',
      shows: 'proof-scan',
      leave: ['proof-scan'],
    },
    { name: 'printers', taps: ['way-printers'], screen: 'printers' },
    {
      name: 'operator',
      taps: ['way-operator'],
      screen: 'operator',
      shows: 'operator-name',
      differs: true,
    },
    { name: 'posted', taps: ['way-posted'], screen: 'posted' },
  ],
);

const HEALTH = from(
  ['place-health'],
  [
    { name: 'health', taps: [], screen: 'health', shows: 'clear-motorJammed' },
    { name: 'motors', taps: ['way-motors'], screen: 'motors', shows: 'motor-B1' },
    { name: 'motor', taps: ['way-motors', 'motor-B1'], screen: 'motors', shows: 'motor-panel' },
    { name: 'devices', taps: ['way-devices'], screen: 'devices', shows: 'set-light' },
    { name: 'temperature', taps: ['way-temperature'], screen: 'temperature' },
    { name: 'speed', taps: ['way-speed'], screen: 'speed', shows: 'pace' },
    { name: 'traffic', taps: ['way-traffic'], screen: 'traffic', shows: 'traffic-hold' },
    { name: 'past', taps: ['way-past'], screen: 'past' },
    { name: 'support', taps: ['way-support'], screen: 'support', shows: 'facts' },
    { name: 'licences', taps: ['way-licences'], screen: 'licences', shows: 'licences' },
    {
      name: 'licence',
      taps: ['way-licences', 'licence-libsql'],
      screen: 'licences',
      shows: 'licence-text',
    },
  ],
);

const PRICES = from(
  ['tile-prices'],
  [
    { name: 'prices', taps: [], screen: 'prices', shows: 'prices-many' },
    { name: 'prices-slots', taps: ['prices-view-slots'], screen: 'prices', shows: 'price-A1' },
    { name: 'prices-vat', taps: ['prices-view-vat'], screen: 'prices' },
    { name: 'prices-many', taps: ['prices-many'], screen: 'manyPrices', shows: 'many-save' },
    {
      name: 'prices-preview',
      taps: ['prices-many', 'rule-percent', 'rule-value', 'key-9', 'editor-done'],
      screen: 'manyPrices',
      shows: 'many-save',
    },
  ],
);

const SETTINGS = from(
  ['tile-settings'],
  [
    {
      name: 'settings-screen',
      taps: [],
      screen: 'settings',
      shows: 'setting-panel',
      differs: true,
    },
    { name: 'settings-sale', taps: ['settings-sale'], screen: 'settings', differs: true },
    { name: 'settings-machine', taps: ['settings-machine'], screen: 'settings', differs: true },
    { name: 'settings-safety', taps: ['settings-safety'], screen: 'settings', differs: true },
    { name: 'panel', taps: ['setting-panel'], screen: 'panel', shows: 'bank-card' },
  ],
);

const PEOPLE = from(
  ['tile-people'],
  [
    { name: 'people', taps: [], screen: 'people', shows: 'person-Tor', isOwners: true },
    {
      name: 'person',
      taps: ['person-Tor'],
      screen: 'person',
      shows: 'person-remove',
      isOwners: true,
    },
    {
      name: 'person-pin',
      taps: ['person-Tor', 'person-pin'],
      screen: 'person',
      shows: 'key-0',
      isOwners: true,
    },
    {
      name: 'person-new',
      taps: ['person-add'],
      screen: 'person',
      shows: 'key-0',
      isOwners: true,
    },
  ],
);

const STEPS = [
  'language',
  'panel',
  'products',
  'maximum',
  'sheet',
  'proof',
  'testSale',
  'report',
] as const;

const SETUP = from(
  ['tile-setup'],
  [
    { name: 'setup', taps: [], screen: 'setup', shows: 'setup-language', differs: true },
    ...STEPS.map((step): Stop => ({
      name: `setup-${step}`,
      taps: [`setup-${step}`],
      screen: 'setupStep',
      shows: 'back',
    })),
    {
      name: 'setup-network',
      taps: ['setup-network', 'setup-check'],
      screen: 'setupStep',
      shows: 'network-clock',
    },
    { name: 'setup-machine', taps: ['setup-machine'], screen: 'setupStep', shows: 'setup-line' },
    {
      name: 'setup-relay',
      taps: ['setup-relay'],
      screen: 'setupStep',
      shows: 'setup-enrolled',
      differs: true,
    },
  ],
);

const MORE = from(
  ['place-more'],
  [
    { name: 'more', taps: [], screen: 'more', shows: 'tile-prices', differs: true },
    ...PRICES,
    { name: 'maximum', taps: ['tile-maximum'], screen: 'maximum', shows: 'maximum-text' },
    { name: 'reports', taps: ['tile-reports'], screen: 'reports', shows: 'report-sum' },
    {
      name: 'reports-products',
      taps: ['tile-reports', 'view-product'],
      screen: 'reports',
      shows: 'report-lines',
    },
    {
      name: 'reports-slots',
      taps: ['tile-reports', 'view-slot'],
      screen: 'reports',
      shows: 'report-lines',
    },
    { name: 'reviews', taps: ['tile-reviews'], screen: 'reviews', shows: 'reviews' },
    { name: 'products', taps: ['tile-products'], screen: 'products', shows: 'file-new.csv' },
    {
      name: 'products-preview',
      taps: ['tile-products', 'file-new.csv'],
      screen: 'products',
      shows: 'import',
    },
    {
      name: 'products-faults',
      taps: ['tile-products', 'file-faulty.csv'],
      screen: 'products',
      shows: 'file-faults',
    },
    {
      name: 'changes',
      taps: ['tile-changes'],
      screen: 'changes',
      shows: 'changes-verify',
      differs: true,
    },
    ...SETTINGS,
    ...PEOPLE,
    ...SETUP,
  ],
);

/** Every screen of service mode, and every dialog. */
export const STOPS: readonly Stop[] = [
  { name: 'home', taps: ['place-home'], screen: 'home', shows: 'fault-motorJammed' },
  ...MACHINE,
  ...REFILL,
  ...SALES,
  ...SHEET,
  ...HEALTH,
  ...MORE,
];

/** Every tap of every stop; a way on that is missing here leads to a screen that no stop visits. */
export const TAKEN: ReadonlySet<Tap> = new Set(STOPS.flatMap(({ taps }) => taps));

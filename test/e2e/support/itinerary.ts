import type { Shown } from '../../../src/renderer/store/screen-names.ts';
import type { WalkStage } from './walk-stage.ts';

/** What is shown after some taps from the stop before it. */
export interface Stop {
  readonly name: string;
  /** Test ids, other selectors in brackets, or a key by its name. */
  readonly taps: readonly string[];
  readonly screen: Shown;
  /** Waited for; seen in every look. */
  readonly shows?: string;
  /** Waited for; gone after a while. */
  readonly waits?: string;
  /** Only an owner comes here. */
  readonly isOwners?: true;
  /** A technician sees it differently. */
  readonly differs?: true;
  /** What happens at the machine meanwhile. */
  readonly before?: () => Promise<unknown>;
  /** Only on these panels: it is something else on the others. */
  readonly sizes?: readonly string[];
}

const machine = ({ stage }: WalkStage): readonly Stop[] => [
  { name: 'home', taps: ['place-home'], screen: 'home', shows: 'fault-motorJammed' },
  { name: 'machine', taps: ['place-machine'], screen: 'machine', shows: 'slot-A1' },
  {
    name: 'machine-picked',
    taps: ['pick-many', 'slot-A1', 'slot-A2'],
    screen: 'machine',
    shows: 'pick-do',
  },
  { name: 'machine-many', taps: ['pick-do'], screen: 'machine', shows: 'many-close' },
  { name: 'machine-many-price', taps: ['many-price'], screen: 'machine', shows: 'editor-done' },
  { name: 'learn', taps: ['editor-cancel', 'many-close', 'pick-end', 'learn'], screen: 'learn' },
  {
    name: 'learn-heard',
    taps: [],
    screen: 'learn',
    shows: 'learn-said',
    before: () => stage.control('press', { selection: 'A1' }),
  },
  { name: 'new-slot', taps: ['back', 'add-slot'], screen: 'newSlot', shows: 'back' },
  { name: 'slot-ok', taps: ['back', 'slot-A3'], screen: 'slot', shows: 'slot-price' },
  { name: 'slot-faulty', taps: ['back', 'slot-B1'], screen: 'slot', shows: 'slot-clear' },
  { name: 'keypad-amount', taps: ['slot-price'], screen: 'slot', shows: 'editor-done' },
  { name: 'keypad-count', taps: ['editor-cancel', 'slot-stock'], screen: 'slot', shows: 'key-7' },
  { name: 'keyboard', taps: ['editor-cancel', 'slot-product'], screen: 'slot', shows: 'key-shift' },
  { name: 'keyboard-signs', taps: ['key-symbols'], screen: 'slot', shows: 'key-shift' },
  {
    name: 'toast',
    taps: ['editor-cancel', 'slot-block'],
    screen: 'slot',
    waits: 'undo',
    sizes: ['800x480'],
  },
];

const refill = (): readonly Stop[] => [
  { name: 'refill', taps: ['place-refill'], screen: 'refill', shows: 'fill-all' },
  { name: 'refill-filled', taps: ['fill-all'], screen: 'refill', shows: 'refill-save' },
  { name: 'refill-count', taps: ['slot-B2'], screen: 'refill', shows: 'count-done' },
  {
    name: 'pick-list',
    taps: ['count-done', 'refill-drop', 'pick-list'],
    screen: 'pickList',
    shows: 'pick-lines',
  },
  { name: 'pick-list-save', taps: ['pick-list-save'], screen: 'pickList', shows: 'stick' },
];

const row = (reference: string): string => `[data-reference="${reference}"]`;

/** Where there is room for all filters, and where they stand behind one. */
const ROOMY = ['1280x800', '1024x600'];
const SHORT = ['800x480'];

const sales = ({ sold, refunded, failed, held }: WalkStage): readonly Stop[] => [
  { name: 'sales', taps: ['Escape', 'place-sales'], screen: 'sales', shows: 'sale-row' },
  { name: 'sales-amounts', taps: ['filter-amount'], screen: 'sales', shows: 'amount-2500' },
  { name: 'sales-hours', taps: ['Escape', 'filter-time'], screen: 'sales', shows: 'hour-12' },
  {
    name: 'sales-states',
    taps: ['Escape', 'filter-state'],
    screen: 'sales',
    shows: 'state-refunded',
    sizes: ROOMY,
  },
  {
    name: 'sales-more',
    taps: ['Escape', 'filter-more'],
    screen: 'sales',
    shows: 'filter-state',
    sizes: SHORT,
  },
  {
    name: 'sales-export',
    taps: ['Escape', 'sales-export'],
    screen: 'sales',
    shows: 'format-csv',
    sizes: ROOMY,
  },
  { name: 'sale-held', taps: ['Escape', row(held)], screen: 'sale', shows: 'charge-hold' },
  { name: 'sale-failed', taps: ['back', row(failed)], screen: 'sale', shows: 'timeline' },
  {
    name: 'sale-refunded',
    taps: ['back', row(refunded)],
    screen: 'sale',
    shows: 'step-payment.refunded',
  },
  {
    name: 'sale-sold',
    taps: ['back', row(sold)],
    screen: 'sale',
    shows: 'step-payment.captured',
    differs: true,
  },
  { name: 'sale-refund', taps: ['refund'], screen: 'sale', shows: 'refund-hold', isOwners: true },
];

const sheet = (): readonly Stop[] => [
  { name: 'sheet', taps: ['Escape', 'place-sheet'], screen: 'sheet', shows: 'proof-scan' },
  { name: 'sheet-proof', taps: ['proof-scan'], screen: 'sheet', shows: 'proof-scan' },
  { name: 'printers', taps: ['proof-scan', 'way-printers'], screen: 'printers' },
  {
    name: 'operator',
    taps: ['back', 'way-operator'],
    screen: 'operator',
    shows: 'operator-name',
    differs: true,
  },
  { name: 'posted', taps: ['back', 'way-posted'], screen: 'posted' },
];

const health = (): readonly Stop[] => [
  { name: 'health', taps: ['place-health'], screen: 'health', shows: 'clear-motorJammed' },
  { name: 'motors', taps: ['way-motors'], screen: 'motors', shows: 'motor-B1' },
  { name: 'motor', taps: ['motor-B1'], screen: 'motors', shows: 'motor-panel' },
  { name: 'devices', taps: ['back', 'way-devices'], screen: 'devices', shows: 'set-light' },
  { name: 'temperature', taps: ['back', 'way-temperature'], screen: 'temperature' },
  { name: 'speed', taps: ['back', 'way-speed'], screen: 'speed', shows: 'pace' },
  { name: 'traffic', taps: ['back', 'way-traffic'], screen: 'traffic', shows: 'traffic-hold' },
  { name: 'past', taps: ['back', 'way-past'], screen: 'past' },
  { name: 'support', taps: ['back', 'way-support'], screen: 'support', shows: 'facts' },
  { name: 'licences', taps: ['back', 'way-licences'], screen: 'licences', shows: 'licences' },
  { name: 'licence', taps: ['licence-libsql'], screen: 'licences', shows: 'licence-text' },
];

const more = (): readonly Stop[] => [
  { name: 'more', taps: ['place-more'], screen: 'more', shows: 'tile-prices', differs: true },
  { name: 'prices', taps: ['tile-prices'], screen: 'prices', shows: 'prices-many' },
  { name: 'prices-slots', taps: ['prices-view-slots'], screen: 'prices', shows: 'price-A1' },
  { name: 'prices-vat', taps: ['prices-view-vat'], screen: 'prices' },
  { name: 'prices-many', taps: ['prices-many'], screen: 'manyPrices', shows: 'many-save' },
  {
    name: 'prices-preview',
    taps: ['rule-percent', 'rule-value', 'key-9', 'editor-done'],
    screen: 'manyPrices',
    shows: 'many-save',
  },
  { name: 'maximum', taps: ['back', 'tile-maximum'], screen: 'maximum', shows: 'maximum-text' },
  { name: 'reports', taps: ['back', 'tile-reports'], screen: 'reports', shows: 'report-sum' },
  { name: 'reports-products', taps: ['view-product'], screen: 'reports', shows: 'report-lines' },
  { name: 'reports-slots', taps: ['view-slot'], screen: 'reports', shows: 'report-lines' },
  { name: 'reviews', taps: ['back', 'tile-reviews'], screen: 'reviews', shows: 'reviews' },
  { name: 'products', taps: ['back', 'tile-products'], screen: 'products', shows: 'file-new.csv' },
  { name: 'products-preview', taps: ['file-new.csv'], screen: 'products', shows: 'import' },
  {
    name: 'products-faults',
    taps: ['other-file', 'file-faulty.csv'],
    screen: 'products',
    shows: 'file-faults',
  },
  {
    name: 'changes',
    taps: ['back', 'tile-changes'],
    screen: 'changes',
    shows: 'changes-verify',
    differs: true,
  },
];

const settings = (): readonly Stop[] => [
  {
    name: 'settings-screen',
    taps: ['place-more', 'tile-settings'],
    screen: 'settings',
    shows: 'setting-panel',
    differs: true,
  },
  { name: 'settings-sale', taps: ['settings-sale'], screen: 'settings', differs: true },
  { name: 'settings-machine', taps: ['settings-machine'], screen: 'settings', differs: true },
  { name: 'settings-safety', taps: ['settings-safety'], screen: 'settings', differs: true },
  {
    name: 'panel',
    taps: ['settings-screen', 'setting-panel'],
    screen: 'panel',
    shows: 'bank-card',
  },
  {
    name: 'people',
    taps: ['place-more', 'tile-people'],
    screen: 'people',
    shows: 'person-Tor',
    isOwners: true,
  },
  {
    name: 'person',
    taps: ['person-Tor'],
    screen: 'person',
    shows: 'person-remove',
    isOwners: true,
  },
  { name: 'person-pin', taps: ['person-pin'], screen: 'person', shows: 'key-0', isOwners: true },
  {
    name: 'person-new',
    taps: ['place-more', 'tile-people', 'person-add'],
    screen: 'person',
    shows: 'key-0',
    isOwners: true,
  },
];

const setup = (): readonly Stop[] => [
  {
    name: 'setup',
    taps: ['place-more', 'tile-setup'],
    screen: 'setup',
    shows: 'setup-language',
    differs: true,
  },
  ...(['language', 'panel'] as const).map((step, index): Stop => ({
    name: `setup-${step}`,
    taps: [...(index === 0 ? [] : ['back']), `setup-${step}`],
    screen: 'setupStep',
    shows: 'back',
  })),
  {
    name: 'setup-network',
    taps: ['back', 'setup-network', 'setup-check'],
    screen: 'setupStep',
    shows: 'network-clock',
  },
  {
    name: 'setup-machine',
    taps: ['back', 'setup-machine'],
    screen: 'setupStep',
    shows: 'setup-line',
  },
  {
    name: 'setup-relay',
    taps: ['back', 'setup-relay'],
    screen: 'setupStep',
    shows: 'setup-enrolled',
    differs: true,
  },
  ...(['products', 'maximum', 'sheet', 'proof', 'testSale', 'report'] as const).map(
    (step): Stop => ({
      name: `setup-${step}`,
      taps: ['back', `setup-${step}`],
      screen: 'setupStep',
      shows: 'back',
    }),
  ),
];

/** Every screen of service mode, and whatever opens in front of one, in an order that takes few taps; each part begins at the rail. */
export const PARTS = {
  machine,
  refill,
  sales,
  sheet,
  health,
  more,
  settings,
  setup,
} as const satisfies Record<string, (world: WalkStage) => readonly Stop[]>;

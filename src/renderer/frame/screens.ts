import {
  IconActivityHeartbeat,
  IconArrowsLeftRight,
  IconBuildingStore,
  IconBulb,
  IconEngine,
  IconFileSpreadsheet,
  IconGauge,
  IconGridDots,
  IconHistory,
  IconHome,
  IconLifebuoy,
  IconListCheck,
  IconPackageImport,
  IconPrinter,
  IconQrcode,
  IconReceipt,
  IconRulerMeasure,
  IconSettings,
  IconTemperature,
  IconUser,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';
import type { PersonRole } from '#core/service/person.ts';
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { ScreenName, ScreenProps } from '../store/screen-names.ts';

/** The rail, from top to bottom; `home` is reached by the machine's name. */
export const PLACES = ['machine', 'refill', 'sales', 'sheet', 'health', 'more'] as const;
export type Place = (typeof PLACES)[number] | 'home';

export interface ScreenEntry {
  /** What is marked in the rail while it is shown. */
  readonly place: Place;
  /** `place`: the rail leads to it. `tile`: a tile under More does. `deep`: only a screen leads to it. */
  readonly reached: 'place' | 'tile' | 'deep';
  /** The key of its name. */
  readonly title: string;
  readonly icon: Icon;
  readonly admission: PersonRole;
  /** Only on a machine that can do it. */
  readonly needs?: (snapshot: KioskSnapshot) => boolean;
  /** Drawn as a number where it is reached from; nothing when zero. */
  readonly badge?: (snapshot: KioskSnapshot) => number;
  /** Also of a program that serves no machine yet. */
  readonly isForNew?: boolean;
  readonly component: LazyExoticComponent<ComponentType<ScreenProps>>;
}

/** Loads a screen when it is first opened. */
function screen(
  load: () => Promise<ComponentType<ScreenProps>>,
): LazyExoticComponent<ComponentType<ScreenProps>> {
  return lazy(async () => ({ default: await load() }));
}

/**
 * Every screen: a new one is an entry here, a name in store/screen-names.ts, and its folder under screens/. The place
 * More shows a tile for each entry that is reached so.
 */
export const SCREENS: Readonly<Record<ScreenName, ScreenEntry>> = {
  home: {
    place: 'home',
    reached: 'place',
    isForNew: true,
    title: 'frame.home',
    icon: IconHome,
    admission: 'technician',
    component: screen(async () => (await import('../screens/home/Home.tsx')).Home),
  },
  machine: {
    place: 'machine',
    reached: 'place',
    title: 'frame.place.machine',
    icon: IconGridDots,
    admission: 'technician',
    component: screen(async () => (await import('../screens/machine/Machine.tsx')).Machine),
  },
  slot: {
    place: 'machine',
    reached: 'deep',
    title: 'slots.slot',
    icon: IconGridDots,
    admission: 'technician',
    component: screen(async () => (await import('../screens/machine/Slot.tsx')).Slot),
  },
  health: {
    place: 'health',
    reached: 'place',
    title: 'frame.place.health',
    icon: IconActivityHeartbeat,
    admission: 'technician',
    component: screen(async () => (await import('../screens/health/Health.tsx')).Health),
  },
  motors: {
    place: 'health',
    reached: 'deep',
    title: 'health.motors',
    icon: IconEngine,
    admission: 'technician',
    needs: ({ machine }) => machine.capabilities.motorTest,
    component: screen(async () => (await import('../screens/health/Motors.tsx')).Motors),
  },
  devices: {
    place: 'health',
    reached: 'deep',
    title: 'health.devices',
    icon: IconBulb,
    admission: 'technician',
    needs: ({ machine }) => machine.capabilities.dropSensor || machine.capabilities.light,
    component: screen(async () => (await import('../screens/health/Devices.tsx')).Devices),
  },
  temperature: {
    place: 'health',
    reached: 'deep',
    title: 'health.temperature',
    icon: IconTemperature,
    admission: 'technician',
    needs: ({ machine }) => machine.capabilities.temperature,
    component: screen(async () => (await import('../screens/health/Temperature.tsx')).Temperature),
  },
  settings: {
    place: 'more',
    reached: 'tile',
    isForNew: true,
    title: 'settings.title',
    icon: IconSettings,
    admission: 'technician',
    component: screen(async () => (await import('../screens/settings/Settings.tsx')).Settings),
  },
  panel: {
    place: 'more',
    reached: 'deep',
    isForNew: true,
    title: 'settings.name.panel',
    icon: IconRulerMeasure,
    admission: 'technician',
    component: screen(async () => (await import('../screens/settings/Panel.tsx')).Panel),
  },
  people: {
    place: 'more',
    reached: 'tile',
    isForNew: true,
    title: 'people.title',
    icon: IconUsers,
    admission: 'owner',
    component: screen(async () => (await import('../screens/people/People.tsx')).People),
  },
  person: {
    place: 'more',
    reached: 'deep',
    isForNew: true,
    title: 'people.add',
    icon: IconUser,
    admission: 'owner',
    component: screen(async () => (await import('../screens/people/Person.tsx')).Person),
  },
  changes: {
    place: 'more',
    reached: 'tile',
    isForNew: true,
    title: 'changes.title',
    icon: IconHistory,
    admission: 'technician',
    component: screen(async () => (await import('../screens/changes/Changes.tsx')).Changes),
  },
  speed: {
    place: 'health',
    reached: 'deep',
    title: 'diagnostics.speed',
    icon: IconGauge,
    admission: 'technician',
    component: screen(async () => (await import('../screens/diagnostics/Speed.tsx')).Speed),
  },
  traffic: {
    place: 'health',
    reached: 'deep',
    title: 'diagnostics.traffic',
    icon: IconArrowsLeftRight,
    admission: 'technician',
    component: screen(async () => (await import('../screens/diagnostics/Traffic.tsx')).Traffic),
  },
  past: {
    place: 'health',
    reached: 'deep',
    title: 'diagnostics.past',
    icon: IconHistory,
    admission: 'technician',
    component: screen(async () => (await import('../screens/diagnostics/Past.tsx')).Past),
  },
  support: {
    place: 'health',
    reached: 'deep',
    title: 'diagnostics.support',
    icon: IconLifebuoy,
    admission: 'technician',
    component: screen(async () => (await import('../screens/diagnostics/Support.tsx')).Support),
  },
  refill: {
    place: 'refill',
    reached: 'place',
    title: 'frame.place.refill',
    icon: IconPackageImport,
    admission: 'technician',
    component: screen(async () => (await import('../screens/refill/Refill.tsx')).Refill),
  },
  pickList: {
    place: 'refill',
    reached: 'deep',
    title: 'refill.pickList',
    icon: IconListCheck,
    admission: 'technician',
    component: screen(async () => (await import('../screens/refill/PickList.tsx')).PickList),
  },
  sales: {
    place: 'sales',
    reached: 'place',
    title: 'sales.title',
    icon: IconReceipt,
    admission: 'technician',
    component: screen(async () => (await import('../screens/sales/Sales.tsx')).Sales),
  },
  sale: {
    place: 'sales',
    reached: 'deep',
    title: 'sale.title',
    icon: IconReceipt,
    admission: 'technician',
    component: screen(async () => (await import('../screens/sales/Sale.tsx')).Sale),
  },
  sheet: {
    place: 'sheet',
    reached: 'place',
    title: 'frame.place.sheet',
    icon: IconQrcode,
    admission: 'technician',
    component: screen(async () => (await import('../screens/sheet/Sheet.tsx')).Sheet),
  },
  printers: {
    place: 'sheet',
    reached: 'deep',
    title: 'sheet.printers',
    icon: IconPrinter,
    admission: 'technician',
    component: screen(async () => (await import('../screens/sheet/Printers.tsx')).PrinterList),
  },
  operator: {
    place: 'sheet',
    reached: 'deep',
    title: 'sheet.operator',
    icon: IconBuildingStore,
    admission: 'technician',
    component: screen(async () => (await import('../screens/sheet/Operator.tsx')).Operator),
  },
  posted: {
    place: 'sheet',
    reached: 'deep',
    title: 'sheet.history',
    icon: IconHistory,
    admission: 'technician',
    component: screen(async () => (await import('../screens/sheet/PostedList.tsx')).PostedList),
  },
  setup: {
    place: 'more',
    reached: 'tile',
    isForNew: true,
    title: 'setup.title',
    icon: IconListCheck,
    admission: 'technician',
    component: screen(async () => (await import('../screens/setup/Setup.tsx')).Setup),
  },
  setupStep: {
    place: 'more',
    reached: 'deep',
    isForNew: true,
    title: 'setup.title',
    icon: IconListCheck,
    admission: 'technician',
    component: screen(async () => (await import('../screens/setup/SetupStep.tsx')).SetupStep),
  },
  products: {
    place: 'more',
    reached: 'tile',
    title: 'products.title',
    icon: IconFileSpreadsheet,
    admission: 'technician',
    component: screen(async () => (await import('../screens/products/Products.tsx')).Products),
  },
  reviews: {
    place: 'more',
    reached: 'tile',
    title: 'reviews.title',
    icon: IconListCheck,
    admission: 'technician',
    badge: ({ reviewCount }) => reviewCount,
    component: screen(async () => (await import('../screens/reviews/Reviews.tsx')).Reviews),
  },
};

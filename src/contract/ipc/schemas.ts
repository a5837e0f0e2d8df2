import type { z } from 'zod';
import type { CallMap, Method } from './bridge.ts';
import { changesSchemas } from './topics/changes.ts';
import { hardwareSchemas } from './topics/hardware.ts';
import { healthSchemas } from './topics/health.ts';
import { maximumSchemas } from './topics/maximum.ts';
import { peopleSchemas } from './topics/people.ts';
import { productsSchemas } from './topics/products.ts';
import { refillSchemas } from './topics/refill.ts';
import { reportsSchemas } from './topics/reports.ts';
import { reviewsSchemas } from './topics/reviews.ts';
import { salesSchemas } from './topics/sales.ts';
import { sessionSchemas } from './topics/session.ts';
import { slotsSchemas } from './topics/slots.ts';
import { settingsSchemas } from './topics/settings.ts';
import { setupSchemas } from './topics/setup.ts';
import { sheetSchemas } from './topics/sheet.ts';
import { statusSchemas } from './topics/status.ts';
import { updateSchemas } from './topics/update.ts';
import { usbSchemas } from './topics/usb.ts';

/** What each call takes: a method without a schema does not compile. */
export const callSchemas: { readonly [M in Method]: z.ZodType<CallMap[M]['input']> } = {
  ...statusSchemas,
  ...sessionSchemas,
  ...changesSchemas,
  ...hardwareSchemas,
  ...healthSchemas,
  ...maximumSchemas,
  ...peopleSchemas,
  ...productsSchemas,
  ...refillSchemas,
  ...settingsSchemas,
  ...setupSchemas,
  ...sheetSchemas,
  ...updateSchemas,
  ...usbSchemas,
  ...slotsSchemas,
  ...salesSchemas,
  ...reviewsSchemas,
  ...reportsSchemas,
};

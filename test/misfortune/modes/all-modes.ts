import { CUSTOMER_MODES } from './customer.ts';
import { GATE_MODES } from './gate.ts';
import { JOURNAL_MODES } from './journal.ts';
import { LAW_MODES } from './law.ts';
import { MACHINE_MODES } from './machine.ts';
import { NEIGHBOUR_MODES } from './neighbours.ts';
import { POWER_MODES } from './power.ts';
import { PROVIDER_MODES } from './provider.ts';
import { RELAY_MODES } from './relay.ts';
import { WINDOW_MODES } from './window.ts';
import type { FailureModes } from './failure-mode.ts';

/** Every failure mode, by area, in the order of docs/failure-modes.md. */
export const AREAS = {
  Power: POWER_MODES,
  'The vending machine': MACHINE_MODES,
  Customers: CUSTOMER_MODES,
  'Law and the rules of Vipps': LAW_MODES,
  'Webhooks and relay': RELAY_MODES,
  'What the relay lets through': GATE_MODES,
  'No one breaks it for others': NEIGHBOUR_MODES,
  Vipps: PROVIDER_MODES,
  'Journal and computer': JOURNAL_MODES,
  'The window and what is plugged in': WINDOW_MODES,
} as const satisfies Readonly<Record<string, FailureModes>>;

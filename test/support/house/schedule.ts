import {
  MACHINE_BEHAVIOURS,
  type MachineBehaviour,
} from '../../../src/simulator/vend-machine/profile.ts';
import {
  BEHAVIOURS,
  type BehaviourName,
  type BehaviourOptions,
  type Operation,
} from '../../../src/simulator/vipps/behaviours.ts';
import type { PortalAction } from '../../../src/simulator/vipps/portal.ts';

export const CABLES = ['relay', 'serial', 'webhook', 'vipps'] as const;
export type CableName = (typeof CABLES)[number];
export const CABLE_FAULTS = ['cut', 'freeze', 'shake'] as const;
export type CableFault = (typeof CABLE_FAULTS)[number];

/** A fault, or an action of somebody else. Times in milliseconds. */
export type Mishap =
  | { readonly kind: 'machine'; readonly behaviour: MachineBehaviour; readonly forMs: number }
  | {
      readonly kind: 'vipps';
      readonly behaviour: BehaviourName;
      readonly options: BehaviourOptions;
      readonly forMs: number;
    }
  | {
      readonly kind: 'cable';
      readonly cable: CableName;
      readonly how: CableFault;
      readonly forMs: number;
    }
  | { readonly kind: 'relay-restart'; readonly offMs: number }
  | { readonly kind: 'kiosk-restart'; readonly offMs: number }
  | { readonly kind: 'power-cut'; readonly offMs: number }
  | { readonly kind: 'clock-jump'; readonly byMs: number }
  | { readonly kind: 'tokens-revoked' }
  | { readonly kind: 'registrations-forgotten' }
  | { readonly kind: 'forged-approval' }
  | { readonly kind: 'portal'; readonly action: PortalAction; readonly share: number }
  | { readonly kind: 'second-scan' }
  | { readonly kind: 'repeated-scan' }
  | { readonly kind: 'stranger-presses'; readonly selection: string }
  | { readonly kind: 'return-lever' };

/** When in the customer's visit a mishap happens. */
export const MOMENTS = [
  'coming',
  'scanning',
  'asked',
  'approved',
  'credited',
  'pressed',
  'vending',
  'dropped',
] as const;
export type Moment = (typeof MOMENTS)[number];

export const MANNERS = [
  'buys',
  'declines',
  'ignores',
  'approves-late',
  'presses-nothing',
  'pulls-lever',
] as const;
export type Manner = (typeof MANNERS)[number];

export interface Customer {
  readonly kind: 'customer';
  readonly manner: Manner;
  /** What the customer presses, in order; after a denial, the next one. */
  readonly selections: readonly string[];
  /** Presses before scanning (always idle). */
  readonly isPressedFirst: boolean;
  /** According to Vipps. */
  readonly ageYears: number;
  readonly mishaps: readonly { readonly at: Moment; readonly mishap: Mishap }[];
}

export type Step =
  | Customer
  | { readonly kind: 'mishap'; readonly mishap: Mishap }
  | { readonly kind: 'wait'; readonly forMs: number };

const PLACES: Readonly<Record<Moment, string>> = {
  coming: 'before the scan',
  scanning: 'while the scan is on its way',
  asked: 'when the request has come to the phone',
  approved: 'right after the approval',
  credited: 'when the credit is at the machine',
  pressed: 'right after the selection is pressed',
  vending: 'while the motor turns',
  dropped: 'at the drop',
};

const MANNER_WORDS: Readonly<Record<Manner, string>> = {
  buys: 'buys',
  declines: 'scans and declines',
  ignores: 'scans and ignores the request',
  'approves-late': 'approves after two minutes and then wants',
  'presses-nothing': 'approves and presses nothing',
  'pulls-lever': 'approves and pulls the coin-return lever',
};

const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;

function vippsSentence({ behaviour, options, forMs }: Extract<Mishap, { kind: 'vipps' }>): string {
  const { operation, times, ...rest } = options;
  const where = operation ?? 'any call';
  const count = times === undefined ? '' : ` ${String(times)} times at most`;
  const more = Object.keys(rest).length === 0 ? '' : ` ${JSON.stringify(rest)}`;
  return `Vipps does “${behaviour}” on ${where}${count}${more} for ${seconds(forMs)}`;
}

/** Describes a mishap as a clause. */
export function mishapSentence(mishap: Mishap): string {
  switch (mishap.kind) {
    case 'machine':
      return `the machine does “${mishap.behaviour}” for ${seconds(mishap.forMs)}`;
    case 'vipps':
      return vippsSentence(mishap);
    case 'cable': {
      const until = mishap.how === 'shake' ? '' : `, mended after ${seconds(mishap.forMs)}`;
      return `the ${mishap.cable} cable: ${mishap.how}${until}`;
    }
    case 'relay-restart':
      return `the relay stops, back after ${seconds(mishap.offMs)}`;
    case 'kiosk-restart':
      return `the kiosk is stopped cleanly, back after ${seconds(mishap.offMs)}`;
    case 'power-cut':
      return `the kiosk's power is cut, back after ${seconds(mishap.offMs)}`;
    case 'clock-jump':
      return `the kiosk's wall clock jumps by ${seconds(mishap.byMs)}`;
    case 'tokens-revoked':
      return 'Vipps revokes its access tokens';
    case 'registrations-forgotten':
      return 'Vipps forgets where webhooks go';
    case 'forged-approval':
      return 'somebody forges an approval of the newest payment';
    case 'portal':
      return `somebody does a ${mishap.action} of ${String(mishap.share)} % of the newest payment in the portal`;
    case 'second-scan':
      return 'another customer scans';
    case 'repeated-scan':
      return 'Vipps sends the last check-in again';
    case 'stranger-presses':
      return `somebody presses ${mishap.selection}`;
    case 'return-lever':
      return 'somebody pulls the coin-return lever';
  }
}

function customerSentence(customer: Customer): string {
  const wanted = customer.selections.join(', then ');
  const order = `${customer.isPressedFirst ? ', pressed before the scan' : ''}, of ${String(customer.ageYears)} years`;
  const things = ['buys', 'approves-late'].includes(customer.manner) ? ` ${wanted}${order}` : order;
  const mishaps = customer.mishaps.map(
    ({ at, mishap }) => `; ${PLACES[at]}, ${mishapSentence(mishap)}`,
  );
  return `A customer ${MANNER_WORDS[customer.manner]}${things}${mishaps.join('')}.`;
}

export function stepSentence(step: Step): string {
  if (step.kind === 'customer') return customerSentence(step);
  if (step.kind === 'wait') return `${seconds(step.forMs)} pass.`;
  const text = mishapSentence(step.mishap);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** A schedule as numbered sentences. */
export function story(steps: readonly Step[]): string {
  return steps.map((step, index) => `${String(index + 1)}. ${stepSentence(step)}`).join('\n');
}

export const MACHINE_BEHAVIOUR_NAMES = Object.keys(MACHINE_BEHAVIOURS).filter(
  (name): name is MachineBehaviour => name in MACHINE_BEHAVIOURS,
);

const CALLS: readonly Operation[] = [
  'token',
  'create',
  'get',
  'capture',
  'cancel',
  'receipt',
  'qr',
  'webhooks',
];
const ABOUT_ANY_CALL: readonly BehaviourName[] = [
  'answer-lost-after-work',
  'hang',
  'status-401',
  'status-423',
  'status-429',
  'status-500',
  'status-503',
];

export interface VippsFault {
  readonly behaviour: BehaviourName;
  /** The call that fails; undefined: not tied to a call. */
  readonly operation: Operation | undefined;
}

/** Every fault of Vipps, once per call that it can affect. */
export const VIPPS_FAULTS: readonly VippsFault[] = Object.keys(BEHAVIOURS)
  .filter((name): name is BehaviourName => name in BEHAVIOURS)
  .flatMap((behaviour): readonly VippsFault[] =>
    ABOUT_ANY_CALL.includes(behaviour)
      ? CALLS.map((operation) => ({ behaviour, operation }))
      : [{ behaviour, operation: undefined }],
  );

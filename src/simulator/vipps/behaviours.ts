import { z } from 'zod';

/** The API calls that a behaviour can be limited to. */
export const OPERATIONS = [
  'token',
  'create',
  'get',
  'events',
  'capture',
  'cancel',
  'refund',
  'approve',
  'receipt',
  'order',
  'qr',
  'webhooks',
  'management',
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** Faults that the simulated Vipps can be told to show. */
export const BEHAVIOURS = {
  'late-approval':
    'The next approval is held until the merchant withdraws the payment, and beats it (6060). With afterMs it only comes that much later.',
  'webhook-twice': 'A webhook is delivered two times.',
  'webhook-lost': 'A webhook is never sent. For a check-in the app says that it cannot connect.',
  'webhook-before-create-answer':
    'The customer approves at once and the webhooks arrive before the answer to the create. With approve false only CREATED does.',
  'webhook-reordered':
    'A payment webhook waits until the next one of the same payment has gone first, or afterMs (5000) has passed.',
  'forged-webhook': 'Before the true webhook comes a forged one, signed with a wrong secret.',
  'answer-lost-after-work':
    'The call is carried out and the connection breaks before the answer. With afterMs the answer only comes that much later.',
  hang: 'The call is neither carried out nor answered. With afterMs it goes on after that time.',
  slow: 'The call is carried out and answered afterMs (5000) later.',
  'connection-reset': 'The connection breaks before the call is looked at.',
  'wrong-content-type': 'The answer says that it is a web page.',
  'refuse-with': 'The call is refused with the error code given as code.',
  'status-401': 'The call is refused as if the access token were no longer valid.',
  'status-423': 'The call is refused: locked by another one.',
  'status-429': 'The call is refused: too many calls. Retry-After is retryAfterSeconds, if given.',
  'status-500': 'The call fails inside Vipps; nothing is done.',
  'status-503': 'The service is unavailable; nothing is done.',
  'push-not-allowed': 'A create with PUSH_MESSAGE is refused (5080).',
  'partial-capture-refused': 'A capture of less than the whole is refused (6140).',
  'funds-unavailable':
    'A capture is refused because the bank let the money go (6260). The refusal stays with its key unless sticks is false.',
  'capture-failed': 'A capture fails (6280); the same key may be tried again.',
  'cancel-while-processing':
    'A cancel is refused because the customer is just paying (6250). It stays with its key unless sticks is false.',
  'slow-aggregate':
    'Reading a payment, and the sums in an answer, show what was captured, released and refunded only afterMs (20000) later. The event log is up to date.',
  'receipt-refused': 'A receipt is refused with 400, or with status.',
} as const;
export type BehaviourName = keyof typeof BEHAVIOURS;

export function isBehaviourName(text: string): text is BehaviourName {
  return Object.hasOwn(BEHAVIOURS, text);
}

export const behaviourOptionsSchema = z.strictObject({
  /** Number of matching calls it applies to; without it, until cleared. */
  times: z.number().int().positive().optional(),
  /** The call that it is limited to; without it, any call. */
  operation: z.enum(OPERATIONS).optional(),
  afterMs: z.number().int().nonnegative().optional(),
  retryAfterSeconds: z.number().int().nonnegative().optional(),
  status: z.number().int().min(400).max(599).optional(),
  sticks: z.boolean().optional(),
  /** For refuse-with: a code from the ePayment documentation. */
  code: z.string().optional(),
  approve: z.boolean().optional(),
});
export type BehaviourOptions = z.infer<typeof behaviourOptionsSchema>;

export interface ActiveBehaviour {
  readonly name: BehaviourName;
  readonly options: BehaviourOptions;
  /** Calls it still applies to; undefined: until cleared. */
  readonly timesLeft: number | undefined;
}

export interface Behaviours {
  /** Replaces an earlier setting of the same name and operation. */
  set(name: BehaviourName, options?: BehaviourOptions): void;
  /** Clears one behaviour, or all without a name. */
  clear(name?: BehaviourName): void;
  list(): readonly ActiveBehaviour[];
  /** The options if it applies to this call; counts the call. */
  take(name: BehaviourName, operation?: Operation): BehaviourOptions | undefined;
}

export function createBehaviours(): Behaviours {
  let active: readonly ActiveBehaviour[] = [];

  function without(one: ActiveBehaviour): readonly ActiveBehaviour[] {
    return active.filter((other) => other !== one);
  }

  return {
    set(name, options = {}) {
      const rest = active.filter(
        (one) => one.name !== name || one.options.operation !== options.operation,
      );
      active = [...rest, { name, options, timesLeft: options.times }];
    },
    clear(name) {
      active = name === undefined ? [] : active.filter((one) => one.name !== name);
    },
    list: () => active,
    take(name, operation) {
      const found = active.find(
        (one) =>
          one.name === name &&
          (one.options.operation === undefined || one.options.operation === operation),
      );
      if (found?.timesLeft !== undefined) {
        const timesLeft = found.timesLeft - 1;
        active = timesLeft > 0 ? [...without(found), { ...found, timesLeft }] : without(found);
      }
      return found?.options;
    },
  };
}

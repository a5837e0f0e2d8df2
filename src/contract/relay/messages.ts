import { CURRENCIES, MARKETS } from '#core/money/money.ts';
import { z } from 'zod';
import { LARGEST_UPDATE_FILE } from '../update/update-file.ts';
import { CUSTOMER_TOKEN_MAX_LENGTH } from '../vipps/webhook-events.ts';

/**
 * The link between one machine and the relay: JSON text frames on `<relay url>/machine`,
 * `Authorization: Bearer <credential>`. docs/wires/relay.md shows it.
 */
export const LINK_PATH = '/machine';
export const LINK_VERSION = 1;

/** Close codes of the link. */
export const LINK_CLOSE = {
  /** Credential unknown or taken back: asking again at once is pointless. */
  refused: 4401,
  /** The same machine connected again; the older link ends. */
  replaced: 4409,
  /** A frame that is not of this contract. */
  malformed: 4400,
  /** No heartbeat for too long. */
  silent: 4408,
  /** It sends more than an honest machine ever does, or reads nothing of what it is sent. */
  tooMuch: 4429,
} as const;

/**
 * Why the credential is gone: another PC was enrolled as this machine. The reason beside close code `refused`, and the
 * value of the header `x-relay-refusal` of a refused connection. A kiosk that does not know it sees a refused credential.
 */
export const REPLACED = 'replaced';
export const REFUSAL_HEADER = 'x-relay-refusal';

export const salesUnitSchema = z.object({
  merchantSerialNumber: z.string(),
  market: z.enum(MARKETS),
  currency: z.enum(CURRENCIES),
  userFlow: z.enum(['PUSH_MESSAGE', 'WEB_REDIRECT']),
  returnUrl: z.string().optional(),
  partialCapture: z.boolean(),
  orderManagement: z.boolean(),
  /** Minor units. */
  maxAmountCap: z.number().int().positive(),
});
/** What a machine must know of the sales unit it sells for; no secrets. */
export type SalesUnit = z.infer<typeof salesUnitSchema>;

/** The kinds that the relay has a sentence for. It forwards other kinds of newer machines with a general sentence. */
export const ALERT_KINDS = [
  'settlementOverdue',
  'captureDeadlineNear',
  'receiptMissing',
  'machineFault',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];
/** The last moment that every calendar and every database can say: the end of the year 9999. */
const LAST_MOMENT_MS = 253_402_300_799_999;
/** More than any payment: what is above it is no amount. */
const LARGEST_AMOUNT_MINOR = 100_000_000;

export const alertMessageSchema = z.object({
  type: z.literal('alert'),
  /** Unique for the machine. */
  id: z.string().regex(/^[A-Za-z0-9:._-]{1,90}$/),
  kind: z.string().regex(/^[A-Za-z]{1,40}$/),
  reference: z.string().max(64).optional(),
  /** Wall clock of the machine. */
  sinceMs: z.number().min(0).max(LAST_MOMENT_MS),
  /** Minor units. */
  amountMinor: z.number().int().nonnegative().max(LARGEST_AMOUNT_MINOR).optional(),
  currency: z.enum(CURRENCIES).optional(),
  /** For the relay's own records; the operator reads the relay's sentence for the kind. */
  detail: z.string().max(200),
});
export type AlertMessage = z.infer<typeof alertMessageSchema>;

/**
 * The step of a trace that a message belongs to (W3C Trace Context); no secret, and nothing depends on it. An older partner passes
 * it over, and what is no text is as if it were absent.
 */
const traceparent = z.string().optional().catch(undefined);

/** machine → relay */
export const machineMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), version: z.number().int(), software: z.string().max(60) }),
  z.object({
    type: z.literal('heartbeat'),
    /** Echoed, so that the machine can measure the round trip. */
    id: z.number().int().nonnegative(),
    state: z.enum(['ready', 'busy', 'notReady']),
    reasons: z.array(z.string().max(60)).max(20),
    /**
     * The machine follows the relay's pace: its next sign of life, a heartbeat or a ping, comes within this time. Absent: a
     * machine that beats every 10 s.
     */
    nextWithinSeconds: z.number().positive().max(3600).optional(),
    /** Codes of the open faults, oldest first. */
    faults: z.array(z.string().max(60)).max(20).optional(),
    /** Of the vend hardware. */
    driver: z.string().max(60).optional(),
    /** Wall clock of the machine. */
    lastSaleAtMs: z.number().min(0).max(LAST_MOMENT_MS).optional(),
    /** To the relay and back, by the last sign of life that was answered. */
    roundTripMs: z.number().nonnegative().max(3_600_000).optional(),
  }),
  z.object({
    type: z.literal('checkInAnswer'),
    checkInId: z.string().max(64),
    accepted: z.boolean(),
    reason: z.string().max(60).optional(),
  }),
  /** Everything up to and including this sequence is handled and may be forgotten. */
  z.object({ type: z.literal('ack'), sequence: z.number().int().nonnegative() }),
  /** A technician verifies the QR on the machine: report one scan at another machine of the sales unit. */
  z.object({ type: z.literal('awaitProof'), withinMs: z.number().int().min(0).max(60_000) }),
  /** For the operator; sent again until acknowledged, and told once however often it comes. */
  alertMessageSchema,
]);
export type MachineMessage = z.infer<typeof machineMessageSchema>;

/** relay → machine */
export const relayMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    version: z.number().int(),
    machineId: z.string(),
    serverTimeMs: z.number(),
    location: z.string(),
    salesUnit: salesUnitSchema,
    /** Absent: a relay that knows the oldest ones only, and ends the link over another. */
    alertKinds: z.array(z.string()).optional(),
    /**
     * How often the machine must give a sign of life: a ping, answered with a pong, when nothing is new. Absent: a relay
     * that wants a heartbeat every 10 s.
     */
    heartbeatSeconds: z.number().min(1).max(3600).optional(),
  }),
  z.object({
    type: z.literal('heartbeatAck'),
    id: z.number().int().nonnegative(),
    serverTimeMs: z.number(),
  }),
  z.object({
    type: z.literal('checkIn'),
    /** base64url(SHA-256(customerToken)): the same for every copy of one check-in. */
    checkInId: z.string().min(1).max(64),
    customerToken: z.string().min(1).max(CUSTOMER_TOKEN_MAX_LENGTH),
    initiatedAt: z.string(),
    /** Age of the check-in by the relay's clock, milliseconds. Negative: initiated in the future. */
    ageMs: z.number(),
    /** An answer later than this is too late: the relay has refused for the machine. */
    answerWithinMs: z.number().positive(),
    traceparent,
  }),
  /** The answer came too late or never reached the customer: do not sell on this check-in. */
  z.object({ type: z.literal('checkInVoid'), checkInId: z.string() }),
  /** Somebody scanned the QR of another machine during a QR verification; no secrets. */
  z.object({ type: z.literal('scanElsewhere'), machineId: z.string(), location: z.string() }),
  /**
   * A version for this machine: its update file, to be fetched with `GET /updates/<sha512>`. Absent: there is none. The
   * machine trusts the signature, and decides for itself whether and when.
   */
  z.object({
    type: z.literal('updateOffer'),
    ring: z.string().max(20),
    update: z.string().max(LARGEST_UPDATE_FILE).optional(),
  }),
  /** This process of the relay stops: connect again, at a random moment within this time. */
  z.object({ type: z.literal('reconnect'), withinMs: z.number().min(0).max(60_000) }),
  /** The alert is stored and will reach the operator. */
  z.object({ type: z.literal('alertAck'), id: z.string() }),
  z.object({
    type: z.literal('paymentEvent'),
    /** Rises by delivery, per machine; delivered again until acknowledged. */
    sequence: z.number().int().positive(),
    /** The webhook's body as Vipps sent it (contract/vipps/webhook-events.ts). */
    event: z.unknown(),
    traceparent,
  }),
]);
export type RelayMessage = z.infer<typeof relayMessageSchema>;

const frameSchema = z.object({ type: z.string().min(1).max(60) });

/**
 * A whole frame of a kind that this version does not know: the other end is newer. It is passed over; ending the link
 * for it would stop the sales of a machine that was not updated yet.
 */
export function isOfNewerKind(
  frame: unknown,
  known: typeof relayMessageSchema | typeof machineMessageSchema,
): boolean {
  const parsed = frameSchema.safeParse(frame);
  return (
    parsed.success &&
    !known.options.some((option) => option.shape.type.safeParse(parsed.data.type).success)
  );
}

/** `POST <relay url>/enrol` */
export const enrolRequestSchema = z.object({
  code: z.string().min(1).max(20),
  /** The code must be this machine's: another one's is refused with `other-machine` and not used up. */
  machineId: z.string().max(30).optional(),
});
export const enrolResponseSchema = z.object({
  machineId: z.string(),
  credential: z.string(),
  location: z.string(),
  salesUnit: salesUnitSchema,
  /** Another PC was this machine before, and its credential has ended with this answer. Absent: none was, or an older relay. */
  before: z
    .object({
      /** Payments that the machine was allowed to create in the last two days, oldest first. */
      payments: z.array(
        z.object({ reference: z.string(), checkInId: z.string(), atMs: z.number() }),
      ),
      /** A call of the other PC that was on its way to Vipps has ended after this time, milliseconds. */
      callsEndWithinMs: z.number().nonnegative().max(600_000),
    })
    .optional(),
});
export type EnrolResponse = z.infer<typeof enrolResponseSchema>;

/** `PUT <relay url>/location` with the machine's credential: what customers read after the scan. */
export const LOCATION_PATH = '/location';
export const locationRequestSchema = z.object({ location: z.string().max(200) });
export const locationResponseSchema = z.object({ location: z.string() });

/**
 * `PUT <relay url>/bundle` with the machine's credential: the relay keeps this encrypted bundle in place of the one before.
 * `POST <relay url>/bundle` with an enrolment code, which is not used up: the bundle of that machine. The relay can open none.
 */
export const BUNDLE_PATH = '/bundle';
/** Bytes. */
export const LARGEST_KEPT_BUNDLE = 4 * 1024 * 1024;

/** Every refusal of the relay itself (not Vipps') carries one code and one sentence. */
export const relayRefusalSchema = z.object({ error: z.string(), message: z.string() });
export type RelayRefusal = z.infer<typeof relayRefusalSchema>;

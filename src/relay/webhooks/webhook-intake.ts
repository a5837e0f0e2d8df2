import {
  checkInEventSchema,
  dedupeKey,
  isLikeCheckIn,
  paymentWebhookSchema,
  type CheckInEvent,
  type PaymentWebhook,
} from '#contract/vipps/webhook-events.ts';
import { machineOf } from '#core/base/ids.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { RelayReport } from '../alerts/relay-report.ts';
import type { MachineLinks } from '../machines/machine-links.ts';
import type { DeliveryStore } from '../store/ports/deliveries.ts';
import type { MachineStore } from '../store/ports/machines.ts';
import type { ActiveSalesUnit, SalesUnits } from '../vipps/sales-units.ts';
import type { CheckIns } from './check-ins.ts';
import {
  signatureFault,
  type SignatureFault,
  type SignedRequest,
  type WebhookSecrets,
} from './webhook-signature.ts';

export interface WebhookAnswer {
  readonly status: 200 | 400 | 401 | 503;
  readonly reason: string;
}

/** Verifies each webhook and answers it by its kind (design §5). */
export interface WebhookIntake {
  accept(merchantSerialNumber: string, request: SignedRequest): Promise<WebhookAnswer>;
}

interface IntakeDeps {
  readonly machines: Pick<MachineStore, 'find'>;
  readonly deliveries: Pick<DeliveryStore, 'add'>;
  readonly links: Pick<MachineLinks, 'deliver' | 'unitOf'>;
  readonly checkIns: CheckIns;
  readonly units: SalesUnits;
  readonly secrets: WebhookSecrets;
  /** Other processes register webhooks too. */
  readonly isShared: boolean;
  readonly clock: Clock;
  readonly log: Log;
  /** Tells the operator once a day for each kind and subject. */
  readonly report: (report: RelayReport) => void;
}

/** One sales unit's keys signed a webhook about another. */
const WRONG_UNIT: WebhookAnswer = { status: 401, reason: 'of another sales unit' };

const DECODER = new TextDecoder('utf-8', { fatal: true });

function parseBody(
  rawBody: Uint8Array,
): { readonly text: string; readonly value: unknown } | undefined {
  try {
    const text = DECODER.decode(rawBody);
    return { text, value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** What names another sales unit than the address does. */
interface WrongUnit {
  readonly named?: string | undefined;
  readonly reference?: string;
  readonly unitOfMachine?: string;
  readonly merchantQrId?: string;
}

export function createWebhookIntake(deps: IntakeDeps): WebhookIntake {
  const { machines, deliveries, links, log } = deps;

  /** The body may name its sales unit. It must be the one of the address, whose keys signed (design §5). */
  function isOfUnit(named: string | undefined, unit: string): boolean {
    return named === undefined || named === unit;
  }

  function refuseWrongUnit(unit: string, event: WrongUnit): WebhookAnswer {
    log.warn('relay.webhook-wrong-unit', { merchantSerialNumber: unit, ...event });
    return WRONG_UNIT;
  }

  /** A connected machine need not be looked for: its link ends when it is removed. */
  async function unitOf(machineId: string): Promise<string | undefined> {
    return links.unitOf(machineId) ?? (await machines.find(machineId))?.merchantSerialNumber;
  }

  /** Stores a payment event before Vipps gets its 200, then sends it to the machine. */
  async function takePaymentEvent(
    unit: string,
    { webhook, body }: { readonly webhook: PaymentWebhook; readonly body: string },
  ): Promise<WebhookAnswer> {
    const { reference, merchantSerialNumber: named } = webhook;
    if (!isOfUnit(named, unit)) return refuseWrongUnit(unit, { named, reference });
    const machineId = machineOf(reference);
    const unitOfMachine = machineId === undefined ? undefined : await unitOf(machineId);
    if (unitOfMachine !== undefined && unitOfMachine !== unit) {
      return refuseWrongUnit(unit, { reference, unitOfMachine });
    }
    const key = `${unit}:${dedupeKey(webhook)}`;
    const delivery = await deliveries.add({ machineId, key, body, atMs: deps.clock.nowMs() });
    if (machineId === undefined || unitOfMachine === undefined) {
      log.warn('relay.webhook-unknown-machine', { reference });
    } else if (delivery !== undefined) links.deliver(machineId, delivery);
    return { status: 200, reason: delivery === undefined ? 'known already' : 'kept' };
  }

  async function takeCheckIn(unit: ActiveSalesUnit, event: CheckInEvent): Promise<WebhookAnswer> {
    const { merchantSerialNumber: number, refuseCheckInsWith } = unit.config;
    const { merchantSerialNumber: named, merchantQrId } = event;
    if (!isOfUnit(named, number)) return refuseWrongUnit(number, { named, merchantQrId });
    const verdict = await deps.checkIns.decide(event, number);
    if (verdict.accepted) return { status: 200, reason: 'accepted' };
    return { status: refuseCheckInsWith, reason: verdict.reason };
  }

  /** A check-in is refused, because a customer waits. Other unknown webhooks get 200, or Vipps would repeat them for a week. */
  function takeUnknown({ config }: ActiveSalesUnit, value: unknown): WebhookAnswer {
    const isCheckIn = isLikeCheckIn(value);
    const kind = isCheckIn ? 'checkInNotUnderstood' : 'webhookNotUnderstood';
    const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
    const detail = `Keys: ${keys.join(', ')}`;
    log.warn('relay.webhook-not-understood', {
      merchantSerialNumber: config.merchantSerialNumber,
      kind,
      detail: detail.slice(0, 200),
    });
    deps.report({ kind, about: { salesUnit: config.merchantSerialNumber }, detail });
    return { status: isCheckIn ? config.refuseCheckInsWith : 200, reason: 'not understood' };
  }

  /** Another process may have registered anew a moment ago: a secret that is not known here is looked for. */
  async function faultOf(
    request: SignedRequest,
    unit: ActiveSalesUnit,
  ): Promise<SignatureFault | undefined> {
    const fault = signatureFault(request, deps.secrets.keysOf(unit));
    const mayBeNew = fault === 'signature wrong' && deps.isShared;
    if (!mayBeNew || !(await deps.secrets.refreshNow(unit))) return fault;
    return signatureFault(request, deps.secrets.keysOf(unit));
  }

  return {
    accept: async (merchantSerialNumber, request) => {
      const unit = deps.units.find(merchantSerialNumber);
      const fault = unit === undefined ? 'no such address' : await faultOf(request, unit);
      if (unit === undefined || fault !== undefined) {
        log.warn('relay.webhook-refused', { merchantSerialNumber, fault });
        return { status: 401, reason: 'not from Vipps' };
      }
      const body = parseBody(request.rawBody);
      if (body === undefined) return { status: 400, reason: 'not JSON' };
      const payment = paymentWebhookSchema.safeParse(body.value);
      if (payment.success) {
        const event = { webhook: payment.data, body: body.text };
        return takePaymentEvent(unit.config.merchantSerialNumber, event);
      }
      const checkIn = checkInEventSchema.safeParse(body.value);
      return checkIn.success ? takeCheckIn(unit, checkIn.data) : takeUnknown(unit, body.value);
    },
  };
}

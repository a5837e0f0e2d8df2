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
import type { RelayReport } from '../alerts/operator-notice.ts';
import type { CheckIns } from './check-ins.ts';
import type { MachineLinks } from '../machines/machine-links.ts';
import type { ActiveSalesUnit, SalesUnits } from '../vipps/sales-units.ts';
import type { RelayStore } from '../store/ports/relay-store.ts';
import { webhookFault, type SignedRequest } from './webhook-signature.ts';
import type { WebhookSecrets } from './webhook-secrets.ts';

export interface WebhookAnswer {
  readonly status: 200 | 400 | 401 | 503;
  readonly reason: string;
}

/** Everything that Vipps sends: verified, then answered by its class (design §5). */
export interface WebhookIntake {
  accept(merchantSerialNumber: string, request: SignedRequest): Promise<WebhookAnswer>;
}

interface IntakeDeps {
  readonly store: RelayStore;
  readonly links: MachineLinks;
  readonly checkIns: CheckIns;
  readonly units: SalesUnits;
  readonly secrets: WebhookSecrets;
  readonly clock: Clock;
  readonly log: Log;
  /** For the operator; told once. */
  readonly report: (report: RelayReport) => void;
}

/** Signed with the keys of a sales unit that it is not about. */
const FOREIGN: WebhookAnswer = { status: 401, reason: 'of another sales unit' };

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

export function createWebhookIntake(deps: IntakeDeps): WebhookIntake {
  const { store, links, log } = deps;

  /** The unit in the body is the unit of the address: its keys signed for this unit alone (design §5). */
  function isOfUnit(number: string | undefined, unit: string): boolean {
    return number === undefined || number === unit;
  }

  function refuseForeign(unit: string, event: Readonly<Record<string, unknown>>): WebhookAnswer {
    log.warn('a webhook is of another sales unit', { merchantSerialNumber: unit, ...event });
    return FOREIGN;
  }

  /** Durable before the 200, then on its way to the machine. */
  async function keep(
    unit: string,
    { webhook, body }: { readonly webhook: PaymentWebhook; readonly body: string },
  ): Promise<WebhookAnswer> {
    const { reference, merchantSerialNumber: named } = webhook;
    if (!isOfUnit(named, unit)) return refuseForeign(unit, { named, reference });
    const machineId = machineOf(reference);
    const machine = machineId === undefined ? undefined : await store.machine(machineId);
    if (machine !== undefined && machine.merchantSerialNumber !== unit) {
      return refuseForeign(unit, { reference, unitOfMachine: machine.merchantSerialNumber });
    }
    const key = `${unit}:${dedupeKey(webhook)}`;
    const delivery = await store.keepEvent({ machineId, key, body, atMs: deps.clock.nowMs() });
    if (machine === undefined) log.warn('a webhook names no known machine', { reference });
    else if (delivery !== undefined) links.deliver(machine.machineId, delivery);
    return { status: 200, reason: delivery === undefined ? 'known already' : 'kept' };
  }

  async function checkIn(unit: ActiveSalesUnit, event: CheckInEvent): Promise<WebhookAnswer> {
    const { merchantSerialNumber: number, refuseCheckInsWith } = unit.config;
    const { merchantSerialNumber: named, merchantQrId } = event;
    if (!isOfUnit(named, number)) return refuseForeign(number, { named, merchantQrId });
    const verdict = await deps.checkIns.decide(event, number);
    if (verdict.accepted) return { status: 200, reason: 'accepted' };
    return { status: refuseCheckInsWith, reason: verdict.reason };
  }

  /** A customer waits for the answer to a check-in; anything else of an unknown kind must not come again for a week. */
  function notUnderstood({ config }: ActiveSalesUnit, value: unknown): WebhookAnswer {
    const isScan = isLikeCheckIn(value);
    const kind = isScan ? 'checkInNotUnderstood' : 'webhookNotUnderstood';
    const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
    const detail = `Keys: ${keys.join(', ')}`;
    log.warn('a webhook is not understood', {
      merchantSerialNumber: config.merchantSerialNumber,
      kind,
      detail: detail.slice(0, 200),
    });
    deps.report({ kind, about: { salesUnit: config.merchantSerialNumber }, detail });
    return { status: isScan ? config.refuseCheckInsWith : 200, reason: 'not understood' };
  }

  return {
    accept: async (merchantSerialNumber, request) => {
      const unit = deps.units.find(merchantSerialNumber);
      const fault =
        unit === undefined
          ? 'no such address'
          : webhookFault(request, deps.secrets.registered(unit));
      if (unit === undefined || fault !== undefined) {
        log.warn('a webhook is refused', { merchantSerialNumber, fault });
        return { status: 401, reason: 'not from Vipps' };
      }
      const body = parseBody(request.rawBody);
      if (body === undefined) return { status: 400, reason: 'not JSON' };
      const webhook = paymentWebhookSchema.safeParse(body.value);
      if (webhook.success) {
        return keep(unit.config.merchantSerialNumber, { webhook: webhook.data, body: body.text });
      }
      const event = checkInEventSchema.safeParse(body.value);
      return event.success ? checkIn(unit, event.data) : notUnderstood(unit, body.value);
    },
  };
}

import { accessTokenResponseSchema, type AccessToken } from '#contract/vipps/access-token.ts';
import { merchantQrPath, paymentPath, VIPPS_HEADERS, VIPPS_PATHS } from '#contract/vipps/calls.ts';
import {
  buildCancelRequest,
  buildCreatePaymentRequest,
  buildModificationRequest,
  paymentSchema,
  type CreatePaymentOrder,
  type Payment,
} from '#contract/vipps/epayment.ts';
import { parseProblem } from '#contract/vipps/problem.ts';
import { buildMerchantQrPutRequest } from '#contract/vipps/qr.ts';
import { WEBHOOK_EVENT_NAMES } from '#contract/vipps/webhook-events.ts';
import { registerWebhookResponseSchema } from '#contract/vipps/webhooks.ts';
import type { Log } from '#core/base/ports.ts';
import { createServer } from 'node:http';
import type { SimulatedSalesUnit } from '../../../../src/simulator/vipps/sales-unit.ts';
import {
  createSimulatedVipps,
  type SimulatedVipps,
} from '../../../../src/simulator/vipps/simulated-vipps.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { listen, listenForWebhooks, type WebhookReceiver } from './webhook-receiver.ts';

export const UNIT: SimulatedSalesUnit = {
  merchantSerialNumber: '123456',
  market: 'NO',
  clientId: '11111111-1111-4111-8111-111111111111',
  clientSecret: 'client-secret-one',
  subscriptionKey: 'subscription-one',
};
export const RESTRICTED_UNIT: SimulatedSalesUnit = {
  merchantSerialNumber: '654321',
  market: 'DK',
  clientId: '22222222-2222-4222-8222-222222222222',
  clientSecret: 'client-secret-two',
  subscriptionKey: 'subscription-two',
  isPushAllowed: false,
  isPartialCaptureAllowed: false,
  hasOrderManagement: false,
};

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly headers: Headers;
  readonly body: unknown;
  /** Vipps' own code of an error. */
  readonly code: string | undefined;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly text?: string;
  readonly key?: string;
  readonly unit?: SimulatedSalesUnit;
  readonly signal?: AbortSignal;
  /** A header of undefined is left out. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
}

const SILENT_LOG: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export interface VippsWorld {
  readonly clock: ManualClock;
  readonly vipps: SimulatedVipps;
  readonly origin: string;
  readonly relay: WebhookReceiver;
  readonly token: (unit?: SimulatedSalesUnit) => Promise<AccessToken>;
  readonly call: (method: string, path: string, options?: CallOptions) => Promise<Answer>;
  /** Registers for every event. @returns the secret */
  readonly register: (url?: string) => Promise<string>;
  readonly putQr: (merchantQrId?: string) => Promise<void>;
  /** @returns a token fresh from a scan */
  readonly scan: () => Promise<string>;
  readonly create: (
    reference: string,
    order?: Partial<CreatePaymentOrder>,
    options?: CallOptions,
  ) => Promise<Answer>;
  /** Creates and approves. */
  readonly authorized: (reference: string) => Promise<void>;
  readonly capture: (reference: string, amountMinor: number, key?: string) => Promise<Answer>;
  readonly refund: (reference: string, amountMinor: number, key?: string) => Promise<Answer>;
  readonly cancel: (reference: string, onlyUnapproved?: boolean, key?: string) => Promise<Answer>;
  readonly get: (reference: string) => Promise<Payment>;
}

let counter = 0;

/** Runs `body` against a simulated Vipps and a relay, both listening on 127.0.0.1. */
export async function withVipps(
  body: (world: VippsWorld) => Promise<void>,
  options: { readonly registeredHost?: string } = {},
): Promise<void> {
  const clock = createManualClock();
  const relay = await listenForWebhooks();
  const vipps = createSimulatedVipps({
    clock,
    log: SILENT_LOG,
    salesUnits: [UNIT, RESTRICTED_UNIT],
    forwardWebhooksTo: options.registeredHost === undefined ? undefined : relay.origin,
  });
  const server = createServer((request, response) => {
    vipps.app(request, response);
  });
  const origin = await listen(server);
  const registeredOrigin = options.registeredHost ?? relay.origin;
  try {
    await body(worldOf({ clock, vipps, origin, relay, registeredOrigin }));
  } finally {
    vipps.close();
    server.closeAllConnections();
    relay.server.closeAllConnections();
    server.close();
    relay.server.close();
  }
}

function worldOf(
  parts: Pick<VippsWorld, 'clock' | 'vipps' | 'origin' | 'relay'> & {
    readonly registeredOrigin: string;
  },
): VippsWorld {
  const { origin, vipps } = parts;
  const tokens = new Map<SimulatedSalesUnit, Promise<AccessToken>>();

  async function token(unit = UNIT): Promise<AccessToken> {
    const response = await fetch(origin + VIPPS_PATHS.accessToken, {
      method: 'POST',
      headers: {
        client_id: unit.clientId,
        client_secret: unit.clientSecret,
        [VIPPS_HEADERS.subscriptionKey]: unit.subscriptionKey,
      },
    });
    return accessTokenResponseSchema.parse(await response.json());
  }

  async function call(
    method: string,
    path: string,
    { unit = UNIT, key, text, body, headers = {}, signal }: CallOptions = {},
  ): Promise<Answer> {
    const known = tokens.get(unit) ?? token(unit);
    tokens.set(unit, known);
    const { accessToken } = await known;
    const wanted = {
      authorization: `Bearer ${accessToken}`,
      'content-type': 'application/json',
      [VIPPS_HEADERS.subscriptionKey]: unit.subscriptionKey,
      [VIPPS_HEADERS.merchantSerialNumber]: unit.merchantSerialNumber,
      [VIPPS_HEADERS.idempotencyKey]: key,
      ...headers,
    };
    const payload = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(origin + path, {
      method,
      headers: Object.entries(wanted).flatMap(([name, value]): [string, string][] =>
        value === undefined ? [] : [[name, value]],
      ),
      ...(payload === undefined ? {} : { body: payload }),
      ...(signal === undefined ? {} : { signal }),
    });
    const answered = await response.text();
    const json: unknown =
      answered.startsWith('<') || answered === '' ? answered : JSON.parse(answered);
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      headers: response.headers,
      body: json,
      code: parseProblem(response.status, json).code,
    };
  }

  function newKey(): string {
    counter += 1;
    return `key-${String(counter)}`;
  }

  async function putQr(merchantQrId = 'vm0001'): Promise<void> {
    await call('PUT', merchantQrPath(merchantQrId), { body: buildMerchantQrPutRequest('Hall') });
  }

  async function scan(): Promise<string> {
    await putQr();
    const { customerToken } = await vipps.control.scan('vm0001');
    if (customerToken === undefined) throw new Error('No token');
    return customerToken;
  }

  const create: VippsWorld['create'] = async (reference, order = {}, options = {}) => {
    const customerToken = order.customerToken ?? (await scan());
    const body = buildCreatePaymentRequest({
      reference,
      amountMinor: 5000,
      currency: 'NOK',
      userFlow: 'PUSH_MESSAGE',
      description: 'Reservation of the maximum price.',
      machineId: 'vm0001',
      ...order,
      customerToken,
    });
    return call('POST', VIPPS_PATHS.payments, { body, key: newKey(), ...options });
  };

  return {
    ...parts,
    token,
    call,
    putQr,
    scan,
    create,
    async register(url = `${parts.registeredOrigin}/webhooks/vipps`) {
      const answer = await call('POST', VIPPS_PATHS.webhooks, {
        body: { url, events: WEBHOOK_EVENT_NAMES },
      });
      return registerWebhookResponseSchema.parse(answer.body).secret;
    },
    async authorized(reference) {
      await create(reference);
      vipps.control.approve(reference);
    },
    capture: (reference, amountMinor, key = newKey()) =>
      call('POST', paymentPath(reference, 'capture'), {
        body: buildModificationRequest(amountMinor, 'NOK'),
        key,
      }),
    refund: (reference, amountMinor, key = newKey()) =>
      call('POST', paymentPath(reference, 'refund'), {
        body: buildModificationRequest(amountMinor, 'NOK'),
        key,
      }),
    cancel: (reference, onlyUnapproved = false, key = newKey()) =>
      call('POST', paymentPath(reference, 'cancel'), {
        body: buildCancelRequest(onlyUnapproved),
        key,
      }),
    async get(reference) {
      return paymentSchema.parse((await call('GET', paymentPath(reference))).body);
    },
  };
}

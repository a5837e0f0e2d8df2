import {
  CHECK_IN_EVENT,
  WEBHOOK_EVENT_NAMES,
  type WebhookEventName,
} from '#contract/vipps/webhook-events.ts';
import { REGISTRATIONS_PER_EVENT, registerWebhookRequestSchema } from '#contract/vipps/webhooks.ts';
import { randomBytes, randomUUID } from 'node:crypto';
import { invalidField, problem, type ApiAnswer } from './answers.ts';

export interface Registration {
  readonly id: string;
  readonly merchantSerialNumber: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly secret: string;
}

export interface WebhookRegistry {
  register(merchantSerialNumber: string, body: unknown): ApiAnswer;
  list(merchantSerialNumber: string): ApiAnswer;
  remove(merchantSerialNumber: string, id: string): ApiAnswer;
  /** Registrations for this event of this sales unit. */
  listeners(merchantSerialNumber: string, event: WebhookEventName): readonly Registration[];
  isRegistered(id: string): boolean;
  /** Replaces the registrations with this URL, without validation; without events, only removes them. */
  set(merchantSerialNumber: string, url: string, events: readonly string[]): void;
  /** Deletes all, as Vipps does with unresponsive ones. */
  forgetAll(): void;
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** The real API accepts only https; this one also accepts http on the same computer. */
function faultOf(url: string): string | undefined {
  if (!URL.canParse(url)) return 'Not a URL';
  const { protocol, hostname, search } = new URL(url);
  if (search !== '') return 'A query string is not allowed';
  if (protocol === 'https:') return undefined;
  return protocol === 'http:' && LOOPBACK.includes(hostname) ? undefined : 'Must be https';
}

function limitOf(event: string): number {
  return event === CHECK_IN_EVENT ? 1 : REGISTRATIONS_PER_EVENT;
}

export function createWebhookRegistry(): WebhookRegistry {
  let registrations: readonly Registration[] = [];

  function listening(merchantSerialNumber: string, event: string): readonly Registration[] {
    return registrations.filter(
      (one) => one.merchantSerialNumber === merchantSerialNumber && one.events.includes(event),
    );
  }

  return {
    register(merchantSerialNumber, body) {
      const parsed = registerWebhookRequestSchema.safeParse(body);
      if (!parsed.success) return invalidField('body', 'url and events are required');
      const { url, events } = parsed.data;
      const fault = faultOf(url);
      if (fault !== undefined) return invalidField('url', fault);
      for (const event of events) {
        if (!WEBHOOK_EVENT_NAMES.some((known) => known === event)) {
          return invalidField('events', `Unknown event ${event}`);
        }
        if (listening(merchantSerialNumber, event).length >= limitOf(event)) {
          return problem(400, `Too many registrations of ${event}`);
        }
      }
      const id = randomUUID();
      const secret = randomBytes(64).toString('base64');
      registrations = [...registrations, { id, merchantSerialNumber, url, events, secret }];
      return { status: 201, body: { id, secret } };
    },
    list(merchantSerialNumber) {
      const webhooks = registrations
        .filter((one) => one.merchantSerialNumber === merchantSerialNumber)
        .map(({ id, url, events }) => ({ id, url, events }));
      return { status: 200, body: { webhooks } };
    },
    remove(merchantSerialNumber, id) {
      const found = registrations.find(
        (one) => one.id === id && one.merchantSerialNumber === merchantSerialNumber,
      );
      if (found === undefined) return problem(404, 'Webhook not found');
      registrations = registrations.filter((one) => one !== found);
      return { status: 204 };
    },
    listeners: listening,
    set(merchantSerialNumber, url, events) {
      const isSame = (one: Registration): boolean =>
        one.merchantSerialNumber === merchantSerialNumber && one.url === url;
      const before = registrations.find(isSame);
      registrations = registrations.filter((one) => !isSame(one));
      if (events.length === 0) return;
      const { id = randomUUID(), secret = randomBytes(64).toString('base64') } = before ?? {};
      registrations = [...registrations, { id, merchantSerialNumber, url, events, secret }];
    },
    isRegistered: (id) => registrations.some((one) => one.id === id),
    forgetAll() {
      registrations = [];
    },
  };
}

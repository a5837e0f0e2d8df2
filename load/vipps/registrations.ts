import { registerWebhookRequestSchema } from '#contract/vipps/webhooks.ts';
import {
  authorizationHeader,
  stringToSign,
  WEBHOOK_HEADERS,
} from '#contract/vipps/webhook-signature.ts';
import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { VippsAnswer } from './ledger.ts';

interface Registration {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly secret: string;
}

/** A webhook as it is sent: where to, and how it is signed. */
export interface SignedWebhook {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The webhooks that relays registered at the simulated Vipps. */
export interface Registrations {
  list(): VippsAnswer;
  add(body: unknown): VippsAnswer;
  remove(id: string): VippsAnswer;
  /** Signs a body for the newest registration. Undefined: nobody has registered. */
  sign(body: string): SignedWebhook | undefined;
}

export function createRegistrations(): Registrations {
  const all = new Map<string, Registration>();
  return {
    list: () => ({
      status: 200,
      body: { webhooks: [...all.values()].map(({ id, url, events }) => ({ id, url, events })) },
    }),
    add: (body) => {
      const parsed = registerWebhookRequestSchema.safeParse(body);
      if (!parsed.success) return { status: 400, body: { title: 'Bad Request' } };
      const registration = {
        ...parsed.data,
        id: randomUUID(),
        secret: randomBytes(32).toString('base64'),
      };
      all.set(registration.id, registration);
      return { status: 201, body: { id: registration.id, secret: registration.secret } };
    },
    remove: (id) => ({ status: all.delete(id) ? 204 : 404, body: undefined }),
    sign: (body) => {
      const registration = [...all.values()].at(-1);
      if (registration === undefined) return undefined;
      const { host, pathname } = new URL(registration.url);
      const date = new Date().toUTCString();
      const contentSha256 = createHash('sha256').update(body).digest('base64');
      const text = stringToSign({ pathAndQuery: pathname, date, host, contentSha256 });
      const signature = createHmac('sha256', registration.secret).update(text).digest('base64');
      return {
        path: pathname,
        headers: {
          host,
          [WEBHOOK_HEADERS.date]: date,
          [WEBHOOK_HEADERS.contentSha256]: contentSha256,
          [WEBHOOK_HEADERS.authorization]: authorizationHeader(signature),
          [WEBHOOK_HEADERS.webhookId]: registration.id,
          'content-type': 'application/json',
        },
      };
    },
  };
}

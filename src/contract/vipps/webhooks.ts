import { z } from 'zod';
import { absentOr } from './amount.ts';
import { textLike } from './form.ts';

/** Webhooks API v1: registrations. There is no update call: delete and register again. */

/** Registrations of one payment event a sales unit may have; of the check-in event only one. */
export const REGISTRATIONS_PER_EVENT = 25;

export const registerWebhookRequestSchema = z.strictObject({
  /** https, no query, no redirect; ports 80, 443, 8080. */
  url: z.url(),
  events: z.array(z.string()).min(1),
});
export type RegisterWebhookRequest = z.infer<typeof registerWebhookRequestSchema>;

/** The secret is shown this once. */
export const registerWebhookResponseSchema = z.object({
  id: textLike(200),
  secret: textLike(1000),
});
export type RegisterWebhookResponse = z.infer<typeof registerWebhookResponseSchema>;

export const webhookRegistrationSchema = z.object({
  id: textLike(200),
  url: z.string(),
  events: absentOr(z.array(z.string())).transform((events) => events ?? []),
});
export type WebhookRegistration = z.infer<typeof webhookRegistrationSchema>;

/** The list itself in the place of the object is taken as well. */
export const webhookListSchema = z.preprocess(
  (body) => (Array.isArray(body) ? { webhooks: body } : body),
  z.object({
    webhooks: absentOr(z.array(webhookRegistrationSchema)).transform((all) => all ?? []),
  }),
);
export type WebhookList = z.infer<typeof webhookListSchema>;

export function buildRegisterWebhookRequest(
  url: string,
  events: readonly string[],
): RegisterWebhookRequest {
  return { url, events: [...events] };
}

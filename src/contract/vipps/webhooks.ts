import { z } from 'zod';

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
  id: z.string().min(1),
  secret: z.string().min(1),
});
export type RegisterWebhookResponse = z.infer<typeof registerWebhookResponseSchema>;

export const webhookRegistrationSchema = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(z.string()),
});
export type WebhookRegistration = z.infer<typeof webhookRegistrationSchema>;

export const webhookListSchema = z.object({ webhooks: z.array(webhookRegistrationSchema) });
export type WebhookList = z.infer<typeof webhookListSchema>;

export function buildRegisterWebhookRequest(
  url: string,
  events: readonly string[],
): RegisterWebhookRequest {
  return { url, events: [...events] };
}

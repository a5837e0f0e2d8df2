import {
  buildRegisterWebhookRequest,
  registerWebhookRequestSchema,
  registerWebhookResponseSchema,
  webhookListSchema,
} from '#contract/vipps/webhooks.ts';
import { expect, test } from 'vitest';

test('a registration names a URL and the events', () => {
  const request = buildRegisterWebhookRequest('https://relay.example/vipps', [
    'user.checked-in.v1',
  ]);
  expect(registerWebhookRequestSchema.parse(request)).toStrictEqual({
    url: 'https://relay.example/vipps',
    events: ['user.checked-in.v1'],
  });
});

test('its answer holds the secret, which the list never shows', () => {
  const answer = { id: '1', secret: 's' };
  expect(registerWebhookResponseSchema.parse(answer)).toStrictEqual(answer);
  const list = {
    webhooks: [{ id: '1', url: 'https://relay.example/vipps', events: [], secret: 's' }],
  };
  expect(webhookListSchema.parse(list).webhooks[0]).not.toHaveProperty('secret');
});

test('a list is read in any of its forms, and in no other', () => {
  const one = { id: 7, url: 'https://relay.example/vipps', events: null };
  const read = [{ id: '7', url: 'https://relay.example/vipps', events: [] }];
  expect(webhookListSchema.parse({ webhooks: [one] })).toEqual({ webhooks: read });
  expect(webhookListSchema.parse([one])).toEqual({ webhooks: read });
  expect(webhookListSchema.parse({ webhooks: null })).toEqual({ webhooks: [] });
  expect(webhookListSchema.parse({})).toEqual({ webhooks: [] });
  expect(webhookListSchema.safeParse({ webhooks: [{ id: '1' }] }).success).toBe(false);
  expect(webhookListSchema.safeParse('none').success).toBe(false);
});

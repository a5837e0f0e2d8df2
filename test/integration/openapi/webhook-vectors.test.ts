import {
  authorizationHeader,
  parseAuthorization,
  stringToSign,
} from '#contract/vipps/webhook-signature.ts';
import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { signedHeaders } from '../../../src/simulator/vipps/post-webhook.ts';
import { readOfficial, VECTORS_FILE, whyAbsent } from './official-folder.ts';

const absent = whyAbsent();
if (absent !== undefined) process.stderr.write(`Webhook vectors not checked: ${absent}\n`);

const vectorsSchema = z.object({
  vectors: z.array(
    z.object({
      name: z.string(),
      secret: z.string(),
      pathAndQuery: z.string(),
      host: z.string(),
      date: z.string(),
      body: z.string(),
      contentSha256: z.string(),
      stringToSign: z.string(),
      signature: z.string(),
      authorization: z.string(),
    }),
  ),
});

describe.skipIf(absent !== undefined)('the official webhook vectors', () => {
  const { vectors } =
    absent === undefined
      ? vectorsSchema.parse(JSON.parse(readOfficial(VECTORS_FILE)))
      : { vectors: [] };

  test('are four', () => {
    expect(vectors).toHaveLength(4);
  });

  test('are signed by the contract exactly as printed', () => {
    for (const vector of vectors) {
      const contentSha256 = createHash('sha256').update(vector.body).digest('base64');
      expect(contentSha256).toBe(vector.contentSha256);
      expect(stringToSign(vector)).toBe(vector.stringToSign);
      const signature = createHmac('sha256', vector.secret)
        .update(stringToSign(vector))
        .digest('base64');
      expect(authorizationHeader(signature)).toBe(vector.authorization);
      expect(parseAuthorization(vector.authorization)).toBe(vector.signature);
    }
  });

  test('are what the simulated Vipps would send at that time', () => {
    for (const { secret, body, host, pathAndQuery, date, authorization } of vectors) {
      const webhook = { url: `https://${host}${pathAndQuery}`, webhookId: 'x', secret, body };
      expect(signedHeaders(webhook, Date.parse(date))).toMatchObject({ host, authorization });
    }
  });
});

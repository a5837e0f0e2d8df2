import { z } from 'zod';

/** POST /accesstoken/get: lives 1 h in test, 24 h in production; several are valid at once. */

/** The spec says strings, and strings they are; numbers are taken as well. */
const seconds = z
  .union([z.string().regex(/^\d{1,15}$/), z.number().int().nonnegative()])
  .transform(Number);

export const accessTokenResponseSchema = z
  .object({
    token_type: z.string(),
    expires_in: seconds,
    /** Seconds since 1970 by Vipps' clock. */
    expires_on: seconds.optional(),
    access_token: z.string().min(1),
  })
  .transform((answer) => ({
    accessToken: answer.access_token,
    /** Life left when it was handed out. */
    expiresInSeconds: answer.expires_in,
  }));
export type AccessToken = z.infer<typeof accessTokenResponseSchema>;

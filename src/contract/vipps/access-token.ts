import { z } from 'zod';

/** POST /accesstoken/get: lives 1 h in test, 24 h in production; several are valid at once. */

/** The spec says strings, and strings they are; numbers are taken as well. */
const seconds = z
  .union([z.string().regex(/^\s*\d{1,15}(\.\d+)?\s*$/), z.number().nonnegative()])
  .transform((value) => Math.floor(Number(value)));

export const accessTokenResponseSchema = z
  .object({
    expires_in: seconds,
    access_token: z.string().min(1),
  })
  .transform((answer) => ({
    accessToken: answer.access_token,
    /** Life left when it was handed out. */
    expiresInSeconds: answer.expires_in,
  }));
export type AccessToken = z.infer<typeof accessTokenResponseSchema>;

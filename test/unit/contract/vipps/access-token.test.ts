import { accessTokenResponseSchema } from '#contract/vipps/access-token.ts';
import { expect, test } from 'vitest';

const answer = {
  token_type: 'Bearer',
  expires_in: '3599',
  ext_expires_in: '3599',
  expires_on: '1547823408',
  not_before: '1547819508',
  resource: '00000002-0000-0000-c000-000000000000',
  access_token: 'eyJ0',
};

test('numbers that arrive as strings are numbers inside', () => {
  expect(accessTokenResponseSchema.parse(answer)).toStrictEqual({
    accessToken: 'eyJ0',
    expiresInSeconds: 3599,
  });
});

test('numbers that arrive as numbers are taken as well', () => {
  expect(accessTokenResponseSchema.parse({ ...answer, expires_in: 86_400 }).expiresInSeconds).toBe(
    86_400,
  );
});

test('only what is used must be there', () => {
  expect(accessTokenResponseSchema.parse({ access_token: 'eyJ0', expires_in: '3599.9' })).toEqual({
    accessToken: 'eyJ0',
    expiresInSeconds: 3599,
  });
});

test.each([{ ...answer, expires_in: 'soon' }, { ...answer, access_token: '' }, {}])(
  'an answer without a usable token is refused',
  (body) => {
    expect(accessTokenResponseSchema.safeParse(body).success).toBe(false);
  },
);

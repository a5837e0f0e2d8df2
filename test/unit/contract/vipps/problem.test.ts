import { parseProblem } from '#contract/vipps/problem.ts';
import { describe, expect, test } from 'vitest';

describe('a problem', () => {
  test('of the ePayment API carries its code in extraDetails', () => {
    const problem = parseProblem(409, {
      type: 'https://example.com/problem',
      title: 'Cannot capture',
      detail: 'The payment is not approved.',
      status: 409,
      traceId: '00-abc',
      extraDetails: [{ name: 'ErrorCode', reason: '6080' }],
    });
    expect(problem).toStrictEqual({
      status: 409,
      code: '6080',
      title: 'Cannot capture',
      detail: 'The payment is not approved.',
      traceId: '00-abc',
      invalidParams: [],
      extraDetails: [{ name: 'ErrorCode', reason: '6080' }],
    });
  });

  test('of a validation names the field and has no code', () => {
    const problem = parseProblem(400, {
      title: 'Bad Request',
      extraDetails: [{ name: 'Amount.Value', reason: 'must be an integer' }],
    });
    expect(problem.code).toBeUndefined();
    expect(problem.extraDetails).toHaveLength(1);
  });

  test('takes a code that arrives as a number', () => {
    const extraDetails = [{ name: 'errorCode', reason: 6140 }];
    expect(parseProblem(400, { title: 'x', extraDetails }).code).toBe('6140');
  });

  test('keeps its code beside an entry that makes no sense, and in a single entry', () => {
    const entry = { name: 'ErrorCode', reason: '6080' };
    expect(parseProblem(409, { extraDetails: [7, { reason: 'x' }, entry] }).code).toBe('6080');
    expect(parseProblem(409, { extraDetails: entry }).code).toBe('6080');
  });

  test('of the QR API has invalidParams and its trace in instance', () => {
    const problem = parseProblem(400, {
      title: 'One or more validation errors occurred.',
      detail: 'BadRequest',
      instance: '00-616e',
      invalidParams: [{ name: 'LocationDescription', reason: 'too long' }],
    });
    expect(problem.invalidParams).toStrictEqual([
      { name: 'LocationDescription', reason: 'too long' },
    ]);
    expect(problem.traceId).toBe('00-616e');
  });

  test('of the token endpoint is in the style of Azure', () => {
    const problem = parseProblem(401, {
      error: 'unauthorized_client',
      error_description: 'AADSTS70001',
      trace_id: 't-1',
    });
    expect(problem).toMatchObject({
      title: 'unauthorized_client',
      detail: 'AADSTS70001',
      traceId: 't-1',
    });
  });

  test('of the API gateway is only a message', () => {
    const body = { statusCode: 401, message: 'Access denied' };
    expect(parseProblem(401, body).title).toBe('Access denied');
  });

  test.each([undefined, null, 'Bad gateway', 7, [], { title: 5, extraDetails: null }])(
    'is made of the status when the body is %j',
    (body) => {
      expect(parseProblem(502, body)).toStrictEqual({
        status: 502,
        code: undefined,
        title: 'HTTP 502',
        detail: undefined,
        traceId: undefined,
        invalidParams: [],
        extraDetails: [],
      });
    },
  );
});

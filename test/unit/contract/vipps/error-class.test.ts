import {
  CLASS_OF_CODE,
  classifyProblem,
  type ErrorClass,
  type VippsOperation,
} from '#contract/vipps/error-class.ts';
import { parseProblem } from '#contract/vipps/problem.ts';
import { describe, expect, test } from 'vitest';

function withCode(status: number, code: string): ReturnType<typeof parseProblem> {
  return parseProblem(status, { title: 'x', extraDetails: [{ name: 'ErrorCode', reason: code }] });
}

/** The codes of the ePayment documentation, written down a second time. */
const documented: readonly (readonly [ErrorClass, VippsOperation, readonly string[]])[] = [
  ['retrySameKey', 'capture', ['6160', '6280']],
  ['retryLater', 'cancel', ['6250']],
  ['retryLater', 'capture', ['6260']],
  ['alreadyDone', 'create', ['4150', '4020']],
  ['alreadyDone', 'capture', ['4010', '6170', '6230']],
  ['alreadyDone', 'cancel', ['6040', '6060']],
  ['alreadyDone', 'refund', ['4150', '6180']],
  ['wrongState', 'refund', ['6020', '6210']],
  ['wrongState', 'cancel', ['6050', '6190']],
  ['wrongState', 'capture', ['6070', '6080', '6200']],
  ['amount', 'create', ['4040', '6010']],
  ['amount', 'capture', ['4040', '6090']],
  ['amount', 'refund', ['6150']],
  ['fullCaptureOnly', 'capture', ['6140']],
  ['tooLate', 'cancel', ['6030']],
  ['tooLate', 'capture', ['6100']],
  ['tooLate', 'refund', ['6220']],
  ['customer', 'create', ['4050', '4060', '4070', '7010']],
  ['request', 'create', ['3010', '4080', '4090', '4100', '4110', '4120', '4130', '4140', '4160']],
  ['request', 'create', ['6110', '6120', '6130']],
  ['salesUnit', 'create', ['5010', '5020', '5030', '5040', '5050', '5060', '5070', '5080']],
  ['salesUnit', 'create', ['5090']],
  ['salesUnit', 'refund', ['5100']],
  ['notFound', 'capture', ['5090']],
  ['unknown', 'get', ['10010', '10020', '10030', '10040', '10050', '10060', '10070']],
];

describe('by code', () => {
  const cases = documented.flatMap(([wanted, operation, codes]) =>
    codes.map((code) => ({ wanted, operation, code })),
  );

  test.each(cases)('$code of a $operation is $wanted', ({ wanted, operation, code }) => {
    expect(classifyProblem(operation, withCode(400, code))).toBe(wanted);
  });

  test('every code of the table is among the documented ones', () => {
    const known = new Set(cases.map((one) => one.code));
    expect(Object.keys(CLASS_OF_CODE).filter((code) => !known.has(code))).toStrictEqual([]);
  });

  test('a server error or a lock is retried whatever code it carries', () => {
    for (const status of [423, 429, 500, 502, 503, 504]) {
      expect(classifyProblem('capture', withCode(status, '6090'))).toBe('retrySameKey');
    }
  });

  test('a code that nobody knows leaves the decision to the status', () => {
    expect(classifyProblem('capture', withCode(404, '9999'))).toBe('notFound');
    expect(classifyProblem('create', withCode(400, 'constructor'))).toBe('request');
  });
});

describe('by status', () => {
  const cases: readonly (readonly [number, VippsOperation, ErrorClass])[] = [
    [400, 'create', 'request'],
    [401, 'capture', 'access'],
    [403, 'create', 'access'],
    [404, 'get', 'notFound'],
    [404, 'receipt', 'notFound'],
    [404, 'create', 'salesUnit'],
    [409, 'receipt', 'alreadyDone'],
    [409, 'capture', 'alreadyDone'],
    [409, 'get', 'unknown'],
    [422, 'create', 'salesUnit'],
    [422, 'capture', 'request'],
    [408, 'capture', 'retrySameKey'],
    [418, 'capture', 'unknown'],
  ];

  test.each(cases)('%d of a %s is %s', (status, operation, wanted) => {
    expect(classifyProblem(operation, parseProblem(status, undefined))).toBe(wanted);
  });
});

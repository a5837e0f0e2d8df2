import type { VippsProblem } from './problem.ts';

export type VippsOperation = 'create' | 'capture' | 'cancel' | 'refund' | 'get' | 'receipt';

/** What to do about a refusal. */
export type ErrorClass =
  /** Nothing is decided: the same call again, same key, with back-off. */
  | 'retrySameKey'
  /** Refused now, may work later: same key first, a new one if the answer repeats. */
  | 'retryLater'
  /** Done, or the key or reference is used: GET and go on from the aggregate. */
  | 'alreadyDone'
  /** The payment is not in the state for this: GET, alert. */
  | 'wrongState'
  | 'notFound'
  /** The amount is not allowed: alert. */
  | 'amount'
  /** This sales unit captures only in full (6140). */
  | 'fullCaptureOnly'
  /** The period for this has ended: alert. */
  | 'tooLate'
  /** The customer cannot pay so: ask for a new scan. */
  | 'customer'
  /** Our request is wrong: a bug. */
  | 'request'
  /** The sales unit is not set up for this: the operator must act. */
  | 'salesUnit'
  /** Token or permission: once again with a fresh token. */
  | 'access'
  | 'unknown';

/** Vipps' own codes. They decide before the HTTP status does, except over 423, 429 and 5xx. */
export const CLASS_OF_CODE: Readonly<Record<string, ErrorClass>> = {
  '3010': 'request',
  '4010': 'alreadyDone',
  '4020': 'alreadyDone',
  '4040': 'amount',
  '4050': 'customer',
  '4060': 'customer',
  '4070': 'customer',
  '4080': 'request',
  '4090': 'request',
  '4100': 'request',
  '4110': 'request',
  '4120': 'request',
  '4130': 'request',
  '4140': 'request',
  '4150': 'alreadyDone',
  '4160': 'request',
  '5010': 'salesUnit',
  '5020': 'salesUnit',
  '5030': 'salesUnit',
  '5040': 'salesUnit',
  '5050': 'salesUnit',
  '5060': 'salesUnit',
  '5070': 'salesUnit',
  '5080': 'salesUnit',
  '5090': 'notFound',
  '5100': 'salesUnit',
  '6010': 'amount',
  '6020': 'wrongState',
  '6030': 'tooLate',
  '6040': 'alreadyDone',
  '6050': 'wrongState',
  '6060': 'alreadyDone',
  '6070': 'wrongState',
  '6080': 'wrongState',
  '6090': 'amount',
  '6100': 'tooLate',
  '6110': 'request',
  '6120': 'request',
  '6130': 'request',
  '6140': 'fullCaptureOnly',
  '6150': 'amount',
  '6160': 'retrySameKey',
  '6170': 'alreadyDone',
  '6180': 'alreadyDone',
  '6190': 'wrongState',
  '6200': 'wrongState',
  '6210': 'wrongState',
  '6220': 'tooLate',
  '6230': 'alreadyDone',
  '6250': 'retryLater',
  '6260': 'retryLater',
  '6280': 'retrySameKey',
  '7010': 'customer',
  '10010': 'unknown',
  '10020': 'unknown',
  '10030': 'unknown',
  '10040': 'unknown',
  '10050': 'unknown',
  '10060': 'unknown',
  '10070': 'unknown',
};

/** Answers without a code that we know. */
const CLASS_OF_STATUS: Readonly<Record<string, ErrorClass>> = {
  400: 'request',
  401: 'access',
  403: 'access',
  404: 'notFound',
  405: 'request',
  408: 'retrySameKey',
  409: 'alreadyDone',
  413: 'request',
  415: 'request',
  422: 'request',
  423: 'retrySameKey',
  425: 'retrySameKey',
  429: 'retrySameKey',
};

/** Where the operation changes the meaning: nothing can be "not found" for a create. */
const CLASS_OF_OPERATION: Readonly<
  Partial<Record<VippsOperation, Readonly<Record<string, ErrorClass>>>>
> = {
  create: { '5090': 'salesUnit', 404: 'salesUnit', 422: 'salesUnit' },
  get: { 409: 'unknown' },
};

function isTransient(status: number): boolean {
  return status >= 500 || status === 423 || status === 429;
}

/** Codes come from outside: `constructor` is not one of the table. */
function lookUp(
  table: Readonly<Record<string, ErrorClass>> | undefined,
  key: string,
): ErrorClass | undefined {
  return table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}

/** A time-out or a lost connection is never a problem of this kind: it is `retrySameKey` as well. */
export function classifyProblem(operation: VippsOperation, problem: VippsProblem): ErrorClass {
  if (isTransient(problem.status)) return 'retrySameKey';
  const special = CLASS_OF_OPERATION[operation];
  const code = problem.code ?? '';
  const status = String(problem.status);
  return (
    lookUp(special, code) ??
    lookUp(CLASS_OF_CODE, code) ??
    lookUp(special, status) ??
    lookUp(CLASS_OF_STATUS, status) ??
    'unknown'
  );
}

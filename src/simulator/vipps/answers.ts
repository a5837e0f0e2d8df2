import { ERROR_CODE_DETAIL, type ProblemField } from '#contract/vipps/problem.ts';
import { randomBytes, randomUUID } from 'node:crypto';

/** The answer to a call, before it is sent. */
export interface ApiAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Not stored: a retry with the same Idempotency-Key may succeed. */
  readonly isFleeting?: boolean;
}

/** Where the documentation gives a code but no HTTP status: 409 for a wrong state, 400 for a wrong request. */
const PROBLEMS: Readonly<Record<string, readonly [status: number, title: string]>> = {
  '4010': [409, 'Idempotency key used for another capture'],
  '4020': [409, 'Idempotency key already exists'],
  '4040': [400, 'Invalid amount'],
  '4050': [400, 'Invalid customer token'],
  '4060': [400, 'Invalid personal QR'],
  '4090': [400, 'Invalid URL'],
  '4100': [400, 'Too many metadata pairs'],
  '4120': [400, 'Metadata key too long'],
  '4130': [400, 'Metadata value too long'],
  '4140': [400, 'Missing parameter'],
  '4150': [409, 'Reference or idempotency key already used'],
  '4160': [400, 'Payment method type not supported'],
  '5040': [400, 'Currency not supported by the sales unit'],
  '5050': [403, 'Sales unit may not set expiresAt'],
  '5080': [403, 'Sales unit may not use PUSH_MESSAGE'],
  '5090': [404, 'Payment not found'],
  '6010': [400, 'Amount too small'],
  '6020': [409, 'Cannot refund a payment that is not reserved'],
  '6030': [409, 'Cancel period has ended'],
  '6040': [409, 'Cannot cancel a captured payment'],
  '6050': [409, 'Cannot cancel a payment that is not reserved'],
  '6060': [409, 'Payment is authorized; transaction was not cancelled'],
  '6070': [409, 'Cannot capture a cancelled payment'],
  '6080': [409, 'Cannot capture before authorization'],
  '6090': [400, 'Capture amount too high'],
  '6100': [409, 'Capture period has ended'],
  '6130': [400, 'Receipt required with expiresAt'],
  '6140': [400, 'Only full capture allowed'],
  '6150': [400, 'Refund amount too high'],
  '6160': [409, 'Another operation is running'],
  '6170': [409, 'Payment is captured already'],
  '6180': [409, 'Payment is refunded already'],
  '6190': [409, 'Wrong state for cancel'],
  '6200': [409, 'Wrong state for capture'],
  '6210': [409, 'Wrong state for refund'],
  '6220': [409, 'Refund period has ended'],
  '6250': [409, 'Cannot cancel while the payment is being processed'],
  '6260': [409, 'Funds unavailable'],
  '6280': [409, 'Capture failed'],
  '7010': [400, 'Customer cannot pay'],
  '10010': [400, 'Force approve failed'],
};

const PROBLEM_JSON = 'application/problem+json';

function newTraceId(): string {
  return `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`;
}

/** RFC 7807 problem, as in the ePayment and Webhooks APIs. */
export function problem(
  status: number,
  title: string,
  extraDetails: readonly ProblemField[] = [],
): ApiAnswer {
  const body = {
    type: `https://developer.vippsmobilepay.com/docs/knowledge-base/errors#${String(status)}`,
    title,
    detail: title,
    status,
    traceId: newTraceId(),
    extraDetails,
  };
  return { status, body, contentType: PROBLEM_JSON };
}

/** A refusal with a code from the ePayment documentation. */
export function refusal(code: string): ApiAnswer {
  const [status, title] = PROBLEMS[code] ?? [400, 'Refused'];
  return problem(status, title, [{ name: ERROR_CODE_DETAIL, reason: code }]);
}

/** A validation error: names the field, has no code. */
export function invalidField(name: string, reason: string): ApiAnswer {
  return problem(400, 'Bad Request', [{ name, reason }]);
}

/** Error format of the QR and Order Management APIs. */
export function invalidParams(
  status: number,
  title: string,
  params: readonly ProblemField[] = [],
): ApiAnswer {
  const body = { title, detail: title, instance: newTraceId(), invalidParams: params };
  return { status, body, contentType: 'application/json' };
}

/** Error format of the API gateway in front of every API. */
export function gatewayMessage(status: number, message: string): ApiAnswer {
  return { status, body: { statusCode: status, message } };
}

/** Error format of the token endpoint. */
export function tokenError(status: number, error: string): ApiAnswer {
  const body = { error, error_description: error, error_codes: [status], trace_id: randomUUID() };
  return { status, body };
}

/** Success of capture, cancel or refund, with the API's own content type. */
export function adjusted(body: unknown): ApiAnswer {
  return { status: 200, body, contentType: PROBLEM_JSON };
}

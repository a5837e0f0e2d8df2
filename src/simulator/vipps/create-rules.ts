import {
  createPaymentRequestSchema,
  METADATA_LIMITS,
  type CreatePaymentRequest,
} from '#contract/vipps/epayment.ts';
import { currencyOf } from '#core/money/money.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import { z } from 'zod';
import { invalidField, refusal, type ApiAnswer } from './answers.ts';
import type { CheckIns } from './check-ins.ts';
import { SMALLEST_MINOR } from './payment-rules.ts';
import type { SimulatedSalesUnit } from './sales-unit.ts';

const looseSchema = z.object({
  amount: z.unknown(),
  metadata: z.record(z.string(), z.string()).nullish().catch(undefined),
});
const looseAmountSchema = z.object({
  currency: z.string(),
  value: z.number().int().min(0).max(65_000_000),
});

/** Errors that have a code of their own, although the schema would reject them too. */
function codeBeforeSchema(body: unknown): string | undefined {
  const loose = looseSchema.safeParse(body);
  if (!loose.success) return undefined;
  if (!looseAmountSchema.safeParse(loose.data.amount).success) return '4040';
  const pairs = Object.entries(loose.data.metadata ?? {});
  if (pairs.length > METADATA_LIMITS.pairs) return '4100';
  if (pairs.some(([key]) => key.length > METADATA_LIMITS.keyLength)) return '4120';
  if (pairs.some(([, value]) => value.length > METADATA_LIMITS.valueLength)) return '4130';
  return undefined;
}

/** https, or the scheme of an app. */
function isReturnUrl(text: string): boolean {
  return URL.canParse(text) && !text.toLowerCase().startsWith('http:');
}

function codeOfFlow(request: CreatePaymentRequest): string | undefined {
  const { userFlow, returnUrl } = request;
  if (userFlow === 'PUSH_MESSAGE' && request.customer === undefined) return '4140';
  if (userFlow === 'WEB_REDIRECT' && returnUrl === undefined) return '4140';
  if (returnUrl !== undefined && !isReturnUrl(returnUrl)) return '4090';
  const receiptUrl = request.receiptUrl ?? undefined;
  return receiptUrl !== undefined && !isReturnUrl(receiptUrl) ? '4090' : undefined;
}

function codeOfSalesUnit(
  unit: SimulatedSalesUnit,
  request: CreatePaymentRequest,
): string | undefined {
  const { amount, userFlow } = request;
  if (amount.currency !== currencyOf(unit.market)) return '5040';
  if (amount.value < SMALLEST_MINOR[amount.currency]) return '6010';
  if (request.paymentMethod.type !== 'WALLET') return '4160';
  if (userFlow === 'PUSH_MESSAGE' && unit.isPushAllowed === false) return '5080';
  if (request.expiresAt === undefined || request.expiresAt === null) return undefined;
  return request.receipt === undefined ? '6130' : '5050';
}

function codeOfCustomer(
  unit: SimulatedSalesUnit,
  request: CreatePaymentRequest,
  checkIns: CheckIns,
): string | undefined {
  const { customer } = request;
  if (customer === undefined || 'phoneNumber' in customer) return undefined;
  if ('personalQr' in customer) return '4060';
  const found = checkIns.find(unit.merchantSerialNumber, customer.customerToken);
  if (found === undefined) return '4050';
  // Push: too young and unknown get the same code. In other flows the app tells the customer.
  const isRefused = request.userFlow === 'PUSH_MESSAGE' && isTooYoung(unit, request, checkIns);
  return isRefused ? '7010' : undefined;
}

/** Whether the customer of the token is below the age limit of the payment. */
export function isTooYoung(
  unit: SimulatedSalesUnit,
  request: CreatePaymentRequest,
  checkIns: CheckIns,
): boolean {
  const token = customerTokenOf(request);
  const found = token === undefined ? undefined : checkIns.find(unit.merchantSerialNumber, token);
  return found !== undefined && found.ageYears < (request.minimumUserAge ?? 0);
}

/** The customer token of a create, which the create uses up. */
export function customerTokenOf(request: CreatePaymentRequest): string | undefined {
  const { customer } = request;
  return customer !== undefined && 'customerToken' in customer ? customer.customerToken : undefined;
}

function answerIssue(issue: z.core.$ZodIssue | undefined): ApiAnswer {
  const path = issue?.path.join('.') ?? '';
  // A currency that Vipps knows but we do not: wrong for the sales unit, not malformed.
  if (path === 'amount.currency') return refusal('5040');
  return invalidField(path === '' ? 'body' : path, issue?.message ?? 'Invalid');
}

/** Validates a create as far as the request alone allows. */
export function validateCreate(
  unit: SimulatedSalesUnit,
  body: unknown,
  checkIns: CheckIns,
): Result<CreatePaymentRequest, ApiAnswer> {
  const early = codeBeforeSchema(body);
  if (early !== undefined) return err(refusal(early));
  const parsed = createPaymentRequestSchema.safeParse(body);
  if (!parsed.success) return err(answerIssue(parsed.error.issues[0]));
  const request = parsed.data;
  const code =
    codeOfFlow(request) ??
    codeOfSalesUnit(unit, request) ??
    codeOfCustomer(unit, request, checkIns);
  return code === undefined ? ok(request) : err(refusal(code));
}

import { VIPPS_HEADERS } from '#contract/vipps/calls.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { Request, Response } from 'express';
import type { HeaderReader } from './access.ts';
import { invalidParams, problem, type ApiAnswer } from './answers.ts';
import type { Operation } from './behaviours.ts';
import type { SimulatedSalesUnit } from './sales-unit.ts';

/** An admitted call. */
export interface ApiCall {
  readonly operation: Operation;
  readonly unit: SimulatedSalesUnit;
  /** Payment, QR or registration id from the path; for a create, the reference from the body. */
  readonly id: string;
  readonly query: HeaderReader;
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
  readonly key: string | undefined;
  /** The origin under which the caller reached us. */
  readonly origin: string;
}

export function headerReader(request: Request): HeaderReader {
  return (name) => request.get(name);
}

function firstText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? firstText(value[0]) : undefined;
}

function parseBody(text: unknown): Result<unknown, undefined> {
  if (typeof text !== 'string' || text === '') return ok(undefined);
  try {
    const body: unknown = JSON.parse(text);
    return ok(body);
  } catch {
    return err(undefined);
  }
}

function referenceIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('reference' in body)) return undefined;
  return firstText(body.reference);
}

export function readCall(
  operation: Operation,
  unit: SimulatedSalesUnit,
  request: Request,
): Result<ApiCall, ApiAnswer> {
  const parsed = parseBody(request.body);
  if (!parsed.ok) {
    const isParams = operation === 'qr' || operation === 'receipt';
    return err(isParams ? invalidParams(400, 'Malformed JSON') : problem(400, 'Malformed JSON'));
  }
  const body = parsed.value;
  const idInPath = firstText(request.params['id']);
  return ok({
    operation,
    unit,
    id: (operation === 'create' ? referenceIn(body) : idInPath) ?? '',
    query: (name) => firstText(request.query[name]),
    body,
    key: request.get(VIPPS_HEADERS.idempotencyKey),
    origin: `${request.protocol}://${request.get('host') ?? ''}`,
  });
}

export function sendAnswer(response: Response, answer: ApiAnswer): void {
  response.status(answer.status);
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.set(name, value);
  if (answer.body === undefined) {
    response.end();
    return;
  }
  // Express' own setter would add a charset.
  response.setHeader('content-type', answer.contentType ?? 'application/json');
  response.end(JSON.stringify(answer.body));
}

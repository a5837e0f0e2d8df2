import { VIPPS_HEADERS, SYSTEM_HEADER_MAX_LENGTH } from '#contract/vipps/calls.ts';
import type { Clock } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import { randomBytes } from 'node:crypto';
import { gatewayMessage, invalidField, problem, tokenError, type ApiAnswer } from './answers.ts';
import type { SimulatedSalesUnit } from './sales-unit.ts';

/** Lifetime of a token in the real test environment. */
const TOKEN_LIFE_MS = 60 * 60_000;

/** Reads a header of the call; names are case-insensitive. */
export type HeaderReader = (name: string) => string | undefined;

export interface Access {
  /** POST /accesstoken/get */
  issueToken(header: HeaderReader): ApiAnswer;
  /** The sales unit that the call is for, or the refusal. */
  admit(header: HeaderReader, needsSerialNumber: boolean): Result<SimulatedSalesUnit, ApiAnswer>;
  /** Invalidates every token issued so far. */
  revokeTokens(): void;
}

const SYSTEM_HEADERS = [
  VIPPS_HEADERS.systemName,
  VIPPS_HEADERS.systemVersion,
  VIPPS_HEADERS.pluginName,
  VIPPS_HEADERS.pluginVersion,
] as const;

/** The four headers that identify the caller's software. */
export function systemHeadersOf(header: HeaderReader): Readonly<Record<string, string>> {
  const entries = SYSTEM_HEADERS.map((name) => [name, header(name)] as const);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function tokenBody(token: string, nowMs: number): unknown {
  const lifeSeconds = TOKEN_LIFE_MS / 1000;
  const nowSeconds = Math.floor(nowMs / 1000);
  return {
    token_type: 'Bearer',
    expires_in: String(lifeSeconds),
    ext_expires_in: String(lifeSeconds),
    expires_on: String(nowSeconds + lifeSeconds),
    not_before: String(nowSeconds),
    resource: '00000002-0000-0000-c000-000000000000',
    access_token: token,
  };
}

/** Checks the subscription key, as the API gateway does first. */
function refuseKey(unit: SimulatedSalesUnit, header: HeaderReader): ApiAnswer | undefined {
  const key = header(VIPPS_HEADERS.subscriptionKey);
  if (key === unit.subscriptionKey) return undefined;
  const fault = key === undefined ? 'missing' : 'invalid';
  return gatewayMessage(401, `Access denied due to ${fault} subscription key.`);
}

function refuseHeaders(
  unit: SimulatedSalesUnit,
  header: HeaderReader,
  needsSerialNumber: boolean,
): ApiAnswer | undefined {
  const serialNumber = header(VIPPS_HEADERS.merchantSerialNumber);
  if (serialNumber === undefined && needsSerialNumber) {
    return invalidField(VIPPS_HEADERS.merchantSerialNumber, 'The header is required');
  }
  if (serialNumber !== undefined && serialNumber !== unit.merchantSerialNumber) {
    return problem(403, 'Forbidden');
  }
  const tooLong = Object.entries(systemHeadersOf(header)).find(
    ([, value]) => value.length > SYSTEM_HEADER_MAX_LENGTH,
  );
  return tooLong === undefined ? undefined : invalidField(tooLong[0], 'At most 30 characters');
}

export function createAccess(deps: {
  readonly clock: Clock;
  readonly salesUnits: readonly SimulatedSalesUnit[];
}): Access {
  const { clock, salesUnits } = deps;
  const tokens = new Map<
    string,
    { readonly unit: SimulatedSalesUnit; readonly endsAtMs: number }
  >();

  function unitOfToken(header: HeaderReader): SimulatedSalesUnit | undefined {
    const authorization = header('authorization') ?? '';
    if (!authorization.startsWith('Bearer ')) return undefined;
    const found = tokens.get(authorization.slice('Bearer '.length));
    return found !== undefined && clock.nowMs() < found.endsAtMs ? found.unit : undefined;
  }

  return {
    issueToken(header) {
      const unit = salesUnits.find((one) => one.clientId === header('client_id'));
      if (unit === undefined) return tokenError(400, 'unauthorized_client');
      if (header('client_secret') !== unit.clientSecret) return tokenError(401, 'invalid_client');
      const refused = refuseKey(unit, header);
      if (refused !== undefined) return refused;
      const token = randomBytes(96).toString('base64url');
      const nowMs = clock.nowMs();
      tokens.set(token, { unit, endsAtMs: nowMs + TOKEN_LIFE_MS });
      return { status: 200, body: tokenBody(token, nowMs) };
    },
    admit(header, needsSerialNumber) {
      const unit = unitOfToken(header);
      if (unit === undefined) return err(problem(401, 'Unauthorized'));
      const refused = refuseKey(unit, header) ?? refuseHeaders(unit, header, needsSerialNumber);
      return refused === undefined ? ok(unit) : err(refused);
    },
    revokeTokens() {
      tokens.clear();
    },
  };
}

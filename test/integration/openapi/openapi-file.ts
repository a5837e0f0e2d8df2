import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';

/** What scripts/vipps-facts.ts has taken from the official files, which may not be copied into the project. */
export const FACTS = new URL('./facts/', import.meta.url);

export type OpenapiName = 'epayment' | 'webhooks' | 'token' | 'qr' | 'orders';

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member at a path; refuses to go where there is nothing. */
export function at(root: unknown, path: readonly string[]): unknown {
  let here = root;
  for (const step of path) {
    if (!isObject(here) || !(step in here)) throw new Error(`No ${path.join('/')}`);
    here = here[step];
  }
  return here;
}

function objectAt(root: unknown, path: readonly string[]): Json {
  const found = at(root, path);
  if (!isObject(found)) throw new Error(`No object at ${path.join('/')}`);
  return found;
}

/** A reference within one file. */
function follow(root: unknown, value: unknown): unknown {
  if (!isObject(value) || typeof value['$ref'] !== 'string') return value;
  return follow(root, at(root, value['$ref'].replace('#/', '').split('/')));
}

/**
 * Requests may have no field that the file does not know: the API refuses them. Known drift of the
 * files from the live API is put right here.
 */
function patch(name: OpenapiName, root: unknown): void {
  const schemas = objectAt(root, ['components', 'schemas']);
  const close = (...names: string[]): void => {
    for (const one of names) objectAt(schemas, [one])['additionalProperties'] = false;
  };
  if (name === 'epayment') {
    // Without these every customer is of all three kinds at once.
    objectAt(schemas, ['CustomerPhoneNumber'])['required'] = ['phoneNumber'];
    objectAt(schemas, ['PersonalQrCode'])['required'] = ['personalQr'];
    objectAt(schemas, ['CustomerToken'])['required'] = ['customerToken'];
    // Since August 2026.
    const guarantee = { type: 'string', format: 'date-time' };
    objectAt(schemas, ['GetPaymentResponse', 'properties'])['captureGuaranteedUntil'] = guarantee;
    objectAt(schemas, ['WebhookEvent', 'properties'])['captureGuaranteedUntil'] = guarantee;
    close('CreatePaymentRequest', 'CustomerToken', 'Amount', 'PaymentMethod', 'ForceApprove');
    close('CancelModificationRequest', 'CaptureModificationRequest', 'RefundModificationRequest');
    close('GetPaymentResponse', 'ModificationResponse', 'PaymentEvent', 'WebhookEvent');
    close('CreatePaymentResponse', 'Problem', 'Aggregate');
  }
  if (name === 'webhooks') close('RegisterRequest', 'RegisterResponse', 'Webhook', 'QueryResponse');
  if (name === 'token') close('AuthorizationTokenResponse');
  if (name === 'qr') {
    // Since May 2024.
    const category = { type: 'string', enum: ['IN_STORE', 'VENDING', 'AGE_CHECK'] };
    objectAt(schemas, ['MerchantCallbackPutRequest', 'properties'])['category'] = category;
    objectAt(schemas, ['MerchantCallbackQr', 'properties'])['category'] = category;
    close('MerchantCallbackPutRequest', 'MerchantCallbackQr', 'QrErrorResponse');
  }
  if (name === 'orders') {
    close('Receipt', 'OrderLine', 'BottomLine', 'UnitInfo', 'OrderV2Response', 'ErrorResponse');
  }
}

export interface Verdict {
  readonly errors: readonly string[];
}

function verdictOf(validate: ValidateFunction, value: unknown): Verdict {
  // As it travels: members of undefined are not there.
  validate(value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
  const errors: readonly ErrorObject[] = validate.errors ?? [];
  return { errors: errors.map((one) => `${one.instancePath} ${one.message ?? ''}`) };
}

export interface OpenapiFile {
  /** Against a named schema. */
  schema(schemaName: string, value: unknown): Verdict;
  /** Against what the file says of a call's body. */
  request(method: string, path: string, body: unknown): Verdict;
  /** Against what the file says of a call's answer: status, label and body. */
  answer(
    method: string,
    path: string,
    answer: { readonly status: number; readonly contentType: string; readonly body: unknown },
  ): Verdict;
  /** Header parameters that the call must have. */
  requiredHeaders(method: string, path: string): readonly string[];
}

function mediaTypeOf(label: string): string {
  return (label.split(';')[0] ?? '').trim().toLowerCase();
}

export function openOfficial(name: OpenapiName): OpenapiFile {
  const root: unknown = JSON.parse(readFileSync(new URL(`${name}.json`, FACTS), 'utf8'));
  patch(name, root);
  if (!isObject(root)) throw new Error('Not an object');
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, logger: false });
  addFormats(ajv);
  ajv.addSchema(root, name);

  function validate(pointer: string, value: unknown): Verdict {
    return verdictOf(ajv.compile({ $ref: `${name}#${pointer}` }), value);
  }

  function validateInline(schema: unknown, value: unknown): Verdict {
    if (!isObject(schema)) throw new Error('No schema');
    const absolute: unknown = JSON.parse(
      JSON.stringify(schema).replaceAll('"$ref":"#', `"$ref":"${name}#`),
    );
    if (!isObject(absolute)) throw new Error('No schema');
    return verdictOf(ajv.compile(absolute), value);
  }

  function parametersOf(value: unknown): readonly Json[] {
    const list = isObject(value) && Array.isArray(value['parameters']) ? value['parameters'] : [];
    return list.map((one: unknown) => follow(root, one)).filter(isObject);
  }

  return {
    schema: (schemaName, value) => validate(`/components/schemas/${schemaName}`, value),
    request(method, path, body) {
      const content = objectAt(root, ['paths', path, method, 'requestBody', 'content']);
      return validateInline(at(content, ['application/json', 'schema']), body);
    },
    answer(method, path, { status, contentType, body }) {
      const responses = objectAt(root, ['paths', path, method, 'responses']);
      const response = follow(root, responses[String(status)]);
      if (!isObject(response)) return { errors: [`status ${String(status)} is not declared`] };
      const { content } = response;
      if (!isObject(content)) return { errors: [] };
      const label = Object.keys(content).find(
        (one) => mediaTypeOf(one) === mediaTypeOf(contentType),
      );
      if (label === undefined) return { errors: [`label ${contentType} is not declared`] };
      return validateInline(at(content, [label, 'schema']), body);
    },
    requiredHeaders(method, path) {
      const item = objectAt(root, ['paths', path]);
      return [...parametersOf(item), ...parametersOf(item[method])]
        .filter((one) => one['in'] === 'header' && one['required'] === true)
        .map((one) => String(one['name']));
    },
  };
}

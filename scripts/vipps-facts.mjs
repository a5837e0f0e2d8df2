/**
 * Reduces Vipps' OpenAPI files to what a test needs: operations, fields, types, what is required, limits and
 * enumerations, with the version of the source. No prose and no example is taken over.
 *
 * `node scripts/vipps-facts.mjs <folder of the OpenAPI files> [<folder to write to>]`; without the second it writes
 * test/integration/openapi/facts anew.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const FACTS = join(dirname(fileURLToPath(import.meta.url)), '../test/integration/openapi/facts');

const FILES = {
  epayment: 'epayment-1.8.1.yaml',
  webhooks: 'webhooks-v1.yaml',
  token: 'access-token-2.0.0.yaml',
  qr: 'qr-1.0.yaml',
  orders: 'order-management-2.1.yaml',
  report: 'report-2.0.yaml',
};

/** Members of a schema that say what a value may be. */
const LIMITS = [
  ...['$ref', 'type', 'format', 'enum', 'const', 'nullable', 'required', 'pattern'],
  ...['minLength', 'maxLength', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  ...['multipleOf', 'minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties'],
];

const mapValues = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));

function limitsOf(schema) {
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = {};
  for (const name of LIMITS) if (name in schema) kept[name] = schema[name];
  for (const name of ['properties', 'patternProperties']) {
    if (name in schema) kept[name] = mapValues(schema[name], limitsOf);
  }
  for (const name of ['items', 'additionalProperties', 'not']) {
    if (name in schema) kept[name] = limitsOf(schema[name]);
  }
  for (const name of ['allOf', 'oneOf', 'anyOf']) {
    if (name in schema) kept[name] = schema[name].map(limitsOf);
  }
  return kept;
}

const contentOf = (content) => mapValues(content, ({ schema }) => ({ schema: limitsOf(schema) }));

function bodyOf(body) {
  if ('$ref' in body) return { $ref: body.$ref };
  return 'content' in body ? { content: contentOf(body.content) } : {};
}

function parameterOf(parameter) {
  if ('$ref' in parameter) return { $ref: parameter.$ref };
  const { name, in: place, required = false, schema } = parameter;
  return { name, in: place, required, schema: limitsOf(schema) };
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

function operationOf(operation) {
  const kept = { responses: mapValues(operation.responses, bodyOf) };
  if ('parameters' in operation) kept.parameters = operation.parameters.map(parameterOf);
  if ('requestBody' in operation) kept.requestBody = bodyOf(operation.requestBody);
  return kept;
}

function pathOf(item) {
  const kept = {};
  if ('parameters' in item) kept.parameters = item.parameters.map(parameterOf);
  for (const method of METHODS) if (method in item) kept[method] = operationOf(item[method]);
  return kept;
}

function factsOf(file, text) {
  const { info, paths, components = {} } = parse(text);
  const parts = {
    schemas: limitsOf,
    parameters: parameterOf,
    requestBodies: bodyOf,
    responses: bodyOf,
  };
  const kept = {};
  for (const [name, reduce] of Object.entries(parts)) {
    if (name in components) kept[name] = mapValues(components[name], reduce);
  }
  return {
    source: {
      file,
      version: String(info.version),
      sha256: createHash('sha256').update(text).digest('hex'),
    },
    paths: mapValues(paths, pathOf),
    components: kept,
  };
}

/** One operation or schema a line, so that a change of the source is a change of few lines. */
function textOf({ source, paths, components }) {
  const lines = (object) =>
    Object.entries(object).map(
      ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
    );
  const block = (name, inner) => `${JSON.stringify(name)}: {\n${inner.join(',\n')}\n}`;
  const parts = Object.entries(components).map(([name, part]) => block(name, lines(part)));
  const all = [
    `"source": ${JSON.stringify(source)}`,
    block('paths', lines(paths)),
    block('components', parts),
  ];
  return `{\n${all.join(',\n')}\n}\n`;
}

const [from, to = FACTS] = process.argv.slice(2);
if (from === undefined) {
  process.stderr.write('Say which folder the OpenAPI files are in.\n');
  process.exit(2);
}
mkdirSync(to, { recursive: true });
for (const [name, file] of Object.entries(FILES)) {
  const facts = factsOf(file, readFileSync(join(from, file), 'utf8'));
  writeFileSync(join(to, `${name}.json`), textOf(facts));
}

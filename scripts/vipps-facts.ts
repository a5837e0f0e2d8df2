/**
 * Reduces Vipps' OpenAPI files to what tests need: operations, fields, types, required fields, limits and
 * enumerations, with the version of the source. Copies no prose and no examples.
 *
 * `node scripts/vipps-facts.ts <folder of the OpenAPI files> [<folder to write to>]`; default target:
 * test/integration/openapi/facts.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import { ROOT } from './programs.ts';

const FACTS = join(ROOT, 'test/integration/openapi/facts');

const FILES = {
  epayment: 'epayment-1.8.1.yaml',
  webhooks: 'webhooks-v1.yaml',
  token: 'access-token-2.0.0.yaml',
  qr: 'qr-1.0.yaml',
  orders: 'order-management-2.1.yaml',
  report: 'report-2.0.yaml',
};

/** Schema members that restrict values. */
const LIMITS = [
  ...['$ref', 'type', 'format', 'enum', 'const', 'nullable', 'required', 'pattern'],
  ...['minLength', 'maxLength', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  ...['multipleOf', 'minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties'],
];

/** Any node of an OpenAPI file, as parsed from YAML. */
type Node = Readonly<Record<string, unknown>>;
type Reduce = (value: unknown) => unknown;

const asNode = (value: unknown): Node => Object(value);
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const mapValues = (value: unknown, change: Reduce): Node =>
  Object.fromEntries(Object.entries(asNode(value)).map(([key, part]) => [key, change(part)]));

/** The named members that exist, each reduced. */
function members(node: Node, names: readonly string[], change: Reduce): Node {
  const there = names.filter((name) => name in node);
  return Object.fromEntries(there.map((name) => [name, change(node[name])]));
}

function limitsOf(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  const node = asNode(schema);
  const ofEach = (part: unknown): Node => mapValues(part, limitsOf);
  const ofAll = (part: unknown): unknown => asList(part).map(limitsOf);
  return {
    ...members(node, LIMITS, (limit) => limit),
    ...members(node, ['properties', 'patternProperties'], ofEach),
    ...members(node, ['items', 'additionalProperties', 'not'], limitsOf),
    ...members(node, ['allOf', 'oneOf', 'anyOf'], ofAll),
  };
}

const contentOf = (content: unknown): Node =>
  mapValues(content, (type) => ({ schema: limitsOf(asNode(type)['schema']) }));

function bodyOf(body: unknown): Node {
  const node = asNode(body);
  return '$ref' in node ? { $ref: node['$ref'] } : members(node, ['content'], contentOf);
}

function parameterOf(parameter: unknown): Node {
  const node = asNode(parameter);
  if ('$ref' in node) return { $ref: node['$ref'] };
  const { name, in: place, required = false, schema } = node;
  return { name, in: place, required, schema: limitsOf(schema) };
}

const parametersOf = (parameters: unknown): readonly Node[] => asList(parameters).map(parameterOf);
const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

function operationOf(operation: unknown): Node {
  const node = asNode(operation);
  return {
    responses: mapValues(node['responses'], bodyOf),
    ...members(node, ['parameters'], parametersOf),
    ...members(node, ['requestBody'], bodyOf),
  };
}

function pathOf(item: unknown): Node {
  const node = asNode(item);
  return {
    ...members(node, ['parameters'], parametersOf),
    ...members(node, METHODS, operationOf),
  };
}

interface Facts {
  readonly source: Node;
  readonly paths: Node;
  readonly components: Node;
}

function factsOf(file: string, text: string): Facts {
  const { info, paths, components = {} } = asNode(parse(text));
  const all = asNode(components);
  const of = (change: Reduce) => (part: unknown) => mapValues(part, change);
  return {
    source: {
      file,
      version: String(asNode(info)['version']),
      sha256: createHash('sha256').update(text).digest('hex'),
    },
    paths: mapValues(paths, pathOf),
    components: {
      ...members(all, ['schemas'], of(limitsOf)),
      ...members(all, ['parameters'], of(parameterOf)),
      ...members(all, ['requestBodies', 'responses'], of(bodyOf)),
    },
  };
}

/** One operation or schema per line, to keep diffs small. */
function textOf({ source, paths, components }: Facts): string {
  const lines = (node: unknown): readonly string[] =>
    Object.entries(asNode(node)).map(
      ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
    );
  const block = (name: string, inner: readonly string[]): string =>
    `${JSON.stringify(name)}: {\n${inner.join(',\n')}\n}`;
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

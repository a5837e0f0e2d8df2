import { z } from 'zod';

/** Where a value is inside another one: `edits 0 to product`. */
export type Path = readonly (string | number)[];

/** The paths of all primitive values. */
export function pathsIn(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([key, part]) =>
    pathsIn(part, [...at, Array.isArray(value) ? Number(key) : key]),
  );
}

export function valueAt(value: unknown, [key, ...rest]: Path): unknown {
  return key === undefined ? value : valueAt(Reflect.get(Object(value), key), rest);
}

/** A copy with another value in one place. */
export function withValue(whole: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(whole)) {
    return whole.map((part: unknown, index) =>
      index === key ? withValue(part, rest, value) : part,
    );
  }
  const parts = Object.entries(Object(whole));
  return Object.fromEntries(
    parts.map(([name, part]) => [name, name === key ? withValue(part, rest, value) : part]),
  );
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>> | undefined;
  readonly items?: JsonSchema | undefined;
  readonly anyOf?: readonly JsonSchema[] | undefined;
  readonly oneOf?: readonly JsonSchema[] | undefined;
}
const jsonSchema: z.ZodType<JsonSchema> = z.object({
  properties: z
    .record(
      z.string(),
      z.lazy(() => jsonSchema),
    )
    .optional(),
  items: z.lazy(() => jsonSchema).optional(),
  anyOf: z.array(z.lazy(() => jsonSchema)).optional(),
  oneOf: z.array(z.lazy(() => jsonSchema)).optional(),
});

function pathsOf(schema: JsonSchema, at: Path): readonly Path[] {
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (branches.length > 0) return branches.flatMap((branch) => pathsOf(branch, at));
  if (schema.items !== undefined) return pathsOf(schema.items, [...at, 0]);
  if (schema.properties === undefined) return [at];
  return Object.entries(schema.properties).flatMap(([key, part]) => pathsOf(part, [...at, key]));
}

/** The paths of all values in a schema. */
export function pathsOfSchema(schema: z.ZodType): readonly Path[] {
  const written = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return pathsOf(jsonSchema.parse(written), []);
}

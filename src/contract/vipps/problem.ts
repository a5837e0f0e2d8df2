import { z } from 'zod';

export interface ProblemField {
  readonly name: string;
  readonly reason: string;
}

/** An error answer of any Vipps API, whatever its shape. */
export interface VippsProblem {
  /** HTTP status. */
  readonly status: number;
  /** Vipps' own code such as `6080`; validation errors have none. */
  readonly code?: string | undefined;
  readonly title: string;
  readonly detail?: string | undefined;
  /** For Vipps' support; safe to log. */
  readonly traceId?: string | undefined;
  readonly invalidParams: readonly ProblemField[];
  readonly extraDetails: readonly ProblemField[];
}

/** The entry of `extraDetails` that carries the code. */
export const ERROR_CODE_DETAIL = 'ErrorCode';

const text = z.string().min(1).optional().catch(undefined);
const field = z.object({ name: z.string(), reason: z.coerce.string() });
/** An entry that makes no sense must not hide the one that carries the code. */
const fields = z.unknown().transform((value): readonly ProblemField[] =>
  (Array.isArray(value) ? value : [value]).flatMap((entry) => {
    const parsed = field.safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  }),
);

/** Fields of RFC 7807 (ePayment, Webhooks), of `invalidParams` (QR, Order Management), of the token
 * endpoint (Azure) and of the API gateway in front of them all (`message`). None is relied on. */
const bodySchema = z
  .object({
    title: text,
    detail: text,
    traceId: text,
    instance: text,
    invalidParams: fields,
    extraDetails: fields,
    error: text,
    error_description: text,
    trace_id: text,
    message: text,
  })
  .partial()
  .catch({});

/** @param body the parsed JSON of the answer, or anything else when it was not JSON */
export function parseProblem(status: number, body: unknown): VippsProblem {
  const parsed = bodySchema.parse(body);
  const extraDetails = parsed.extraDetails ?? [];
  return {
    status,
    code: extraDetails.find((entry) => entry.name.toLowerCase() === 'errorcode')?.reason,
    title: parsed.title ?? parsed.error ?? parsed.message ?? `HTTP ${String(status)}`,
    detail: parsed.detail ?? parsed.error_description,
    traceId: parsed.traceId ?? parsed.trace_id ?? parsed.instance,
    invalidParams: parsed.invalidParams ?? [],
    extraDetails,
  };
}

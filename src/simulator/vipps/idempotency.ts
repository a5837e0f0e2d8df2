import { IDEMPOTENCY_KEY_MAX_LENGTH } from '#contract/vipps/epayment.ts';
import { invalidField, refusal, type ApiAnswer } from './answers.ts';
import type { Operation } from './behaviours.ts';

/** The code for a known key with a different body. */
const CONFLICT_CODE: Readonly<Partial<Record<Operation, string>>> = {
  capture: '4010',
  refund: '4150',
};

const REQUIRED: readonly Operation[] = ['create', 'capture', 'refund'];

export interface KeyedCall {
  readonly operation: Operation;
  readonly merchantSerialNumber: string;
  readonly reference: string;
  readonly key: string | undefined;
  readonly body: unknown;
}

export interface Idempotency {
  /** Returns the stored answer, refuses, or runs the work and stores its answer. */
  run(call: KeyedCall, work: () => Promise<ApiAnswer>): Promise<ApiAnswer>;
}

/** Not decided yet: a retry with the same key runs again. */
function isUndecided(answer: ApiAnswer): boolean {
  const { status } = answer;
  return status >= 500 || status === 423 || status === 429 || answer.isFleeting === true;
}

/** Keeps only the newest keys; Vipps does not document how long it keeps them. */
const MAX_KEYS = 1_000;

/** Keys are scoped by operation; every decided answer is stored, a 4xx too. */
export function createIdempotency(): Idempotency {
  const answers = new Map<string, { readonly fingerprint: string; readonly answer: ApiAnswer }>();
  return {
    async run(call, work) {
      const { key, operation } = call;
      if (key === undefined || key === '') {
        if (!REQUIRED.includes(operation)) return work();
        return invalidField('Idempotency-Key', 'The header is required');
      }
      if (key.length > IDEMPOTENCY_KEY_MAX_LENGTH) {
        return invalidField('Idempotency-Key', 'At most 50 characters');
      }
      const place = JSON.stringify([call.merchantSerialNumber, operation, key]);
      const fingerprint = JSON.stringify([call.reference, call.body ?? null]);
      const known = answers.get(place);
      if (known !== undefined) {
        if (known.fingerprint === fingerprint) return known.answer;
        return refusal(CONFLICT_CODE[operation] ?? '4020');
      }
      const answer = await work();
      if (!isUndecided(answer)) answers.set(place, { fingerprint, answer });
      const [oldest] = answers.keys();
      if (answers.size > MAX_KEYS && oldest !== undefined) answers.delete(oldest);
      return answer;
    },
  };
}

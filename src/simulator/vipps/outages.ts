import { gatewayMessage, problem, refusal, type ApiAnswer } from './answers.ts';
import type { BehaviourName, BehaviourOptions, Behaviours, Operation } from './behaviours.ts';

export function tooMany(retryAfterSeconds: number | undefined): ApiAnswer {
  const answer = gatewayMessage(429, 'Rate limit is exceeded.');
  if (retryAfterSeconds === undefined) return answer;
  return { ...answer, headers: { 'retry-after': String(retryAfterSeconds) } };
}

const OUTAGES: readonly (readonly [BehaviourName, (options: BehaviourOptions) => ApiAnswer])[] = [
  ['refuse-with', ({ code }) => refusal(code ?? '3010')],
  ['status-401', () => problem(401, 'Unauthorized')],
  ['status-423', () => problem(423, 'Locked')],
  ['status-429', ({ retryAfterSeconds }) => tooMany(retryAfterSeconds)],
  ['status-500', () => problem(500, 'Internal Server Error')],
  ['status-503', () => problem(503, 'Service Unavailable')],
];

/** The answer of an outage or forced refusal, given before the call is handled; undefined: none is set. */
export function outageFor(behaviours: Behaviours, operation: Operation): ApiAnswer | undefined {
  for (const [name, answerWith] of OUTAGES) {
    const options = behaviours.take(name, operation);
    if (options !== undefined) return answerWith(options);
  }
  return undefined;
}

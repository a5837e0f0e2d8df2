import type { Clock } from '#core/base/ports.ts';
import type { Registration } from './webhook-registry.ts';

const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** No retries after this (Webhooks API, delivery). */
const GIVE_UP_AFTER_MS = 7 * DAY_MS;

/** Delay after failed attempt n, from 1: 2 s three times, 60 s, 120 s, hourly up to the 28th, then daily. */
export function retryDelayMs(attempt: number): number {
  if (attempt < 4) return 2 * SECOND_MS;
  if (attempt === 4) return 60 * SECOND_MS;
  if (attempt === 5) return 120 * SECOND_MS;
  return attempt < 29 ? HOUR_MS : DAY_MS;
}

export interface QueuedWebhook {
  readonly registration: Registration;
  /** Deliveries of a lane stay in order; the lane is the payment's reference. */
  readonly lane: string;
  readonly name: string;
  readonly body: string;
  /** Signed with a wrong secret, and not retried. */
  readonly isForged?: boolean;
}

/** Webhooks of one payment to one registration; a failed one blocks those behind it. */
export interface WebhookLane {
  push(webhook: QueuedWebhook): void;
  /** Nothing is waiting. */
  isEmpty(): boolean;
  close(): void;
}

export function isAccepted(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status < 300;
}

export function createWebhookLane(deps: {
  readonly clock: Clock;
  readonly isRegistered: (id: string) => boolean;
  /** @returns the HTTP status; undefined without an answer */
  readonly attempt: (webhook: QueuedWebhook, attempt: number) => Promise<number | undefined>;
}): WebhookLane {
  const { clock } = deps;
  const waiting: QueuedWebhook[] = [];
  let attempt = 0;
  let firstAtMs: number | undefined;
  let isClosed = false;
  let cancelRetry = (): void => undefined;

  function isOver(webhook: QueuedWebhook): boolean {
    const ageMs = clock.monotonicMs() - (firstAtMs ?? clock.monotonicMs());
    const isGone = !deps.isRegistered(webhook.registration.id);
    return webhook.isForged === true || isGone || ageMs >= GIVE_UP_AFTER_MS;
  }

  function judge(webhook: QueuedWebhook, status: number | undefined): void {
    if (isClosed) return;
    if (!isAccepted(status) && !isOver(webhook)) {
      cancelRetry = clock.setTimer(retryDelayMs(attempt), sendHead);
      return;
    }
    waiting.shift();
    attempt = 0;
    firstAtMs = undefined;
    sendHead();
  }

  function sendHead(): void {
    const webhook = waiting[0];
    if (isClosed || webhook === undefined) return;
    attempt += 1;
    firstAtMs ??= clock.monotonicMs();
    void deps.attempt(webhook, attempt).then((status) => {
      judge(webhook, status);
    });
  }

  return {
    push(webhook) {
      waiting.push(webhook);
      if (waiting.length === 1) sendHead();
    },
    isEmpty: () => waiting.length === 0,
    close() {
      isClosed = true;
      cancelRetry();
    },
  };
}

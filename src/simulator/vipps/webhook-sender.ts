import type { Clock, Log } from '#core/base/ports.ts';
import type { WebhookPoster } from './post-webhook.ts';
import { createWebhookLane, type QueuedWebhook, type WebhookLane } from './webhook-lane.ts';
import type { WebhookRegistry } from './webhook-registry.ts';

export interface WebhookAttempt {
  readonly webhookId: string;
  readonly lane: string;
  readonly name: string;
  readonly attempt: number;
  readonly isForged: boolean;
  /** undefined: no answer. */
  readonly status: number | undefined;
  readonly atMs: number;
}

export interface WebhookSender {
  /** Delivers after everything before it in its lane, with retries. */
  enqueue(webhook: QueuedWebhook): void;
  /** One attempt at once, outside the lanes. @returns the HTTP status; undefined without an answer */
  sendNow(webhook: QueuedWebhook): Promise<number | undefined>;
  /** Resolves when no attempt is running; the rest waits for its retry. */
  whenQuiet(): Promise<void>;
  attempts(): readonly WebhookAttempt[];
  close(): void;
}

/** Above this, empty lanes are dropped. */
const MAX_LANES_KEPT = 200;
const MAX_ATTEMPTS_KEPT = 1000;

export function createWebhookSender(deps: {
  readonly clock: Clock;
  readonly log: Log;
  readonly poster: WebhookPoster;
  readonly registry: WebhookRegistry;
}): WebhookSender {
  const { clock, log, registry } = deps;
  const lanes = new Map<string, WebhookLane>();
  const attempts: WebhookAttempt[] = [];
  const underWay = new Set<Promise<unknown>>();

  async function post(webhook: QueuedWebhook, attempt: number): Promise<number | undefined> {
    const { registration, lane, name, body } = webhook;
    const { url, id: webhookId } = registration;
    const isForged = webhook.isForged === true;
    const secret = isForged ? 'not-the-secret' : registration.secret;
    const status = await deps.poster.post({ url, webhookId, secret, body });
    attempts.push({ webhookId, lane, name, attempt, isForged, status, atMs: clock.nowMs() });
    if (attempts.length > MAX_ATTEMPTS_KEPT) attempts.shift();
    log.debug('simulator.webhook-sent', { lane, name, attempt, isForged, status });
    return status;
  }

  function attempt(webhook: QueuedWebhook, count: number): Promise<number | undefined> {
    const posting = post(webhook, count);
    underWay.add(posting);
    void posting.finally(() => underWay.delete(posting));
    return posting;
  }

  function dropEmpty(): void {
    for (const [key, lane] of lanes) if (lane.isEmpty()) lanes.delete(key);
  }

  function laneOf({ registration, lane }: QueuedWebhook): WebhookLane {
    const key = `${registration.id}/${lane}`;
    const isRegistered = (id: string): boolean => registry.isRegistered(id);
    if (lanes.size > MAX_LANES_KEPT) dropEmpty();
    const found = lanes.get(key) ?? createWebhookLane({ clock, isRegistered, attempt });
    lanes.set(key, found);
    return found;
  }

  return {
    enqueue(webhook) {
      laneOf(webhook).push(webhook);
    },
    sendNow: (webhook) => attempt(webhook, 1),
    async whenQuiet() {
      while (underWay.size > 0) {
        await Promise.all(underWay);
        // Each lane queues its next attempt one microtask after an answer.
        await Promise.resolve();
      }
    },
    attempts: () => [...attempts],
    close() {
      for (const lane of lanes.values()) lane.close();
      lanes.clear();
      deps.poster.close();
    },
  };
}

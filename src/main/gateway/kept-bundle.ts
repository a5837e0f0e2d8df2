import { BUNDLE_PATH, relayRefusalSchema, LARGEST_KEPT_BUNDLE } from '#contract/relay/messages.ts';
import type { Clock } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import { request } from 'undici';
import type { EnrolFailure } from './relay-enrolment.ts';
import { CALL_TIMEOUT_MS, failureOf, json, within } from './relay-answer.ts';

/** A bundle may come over a slow line. */
const DOWNLOAD_MS = 4 * CALL_TIMEOUT_MS;

/** Asks the relay for the bundle that it keeps of the machine of this code. The code is not used up. */
export async function fetchKeptBundle(order: {
  readonly relayUrl: string;
  readonly code: string;
  readonly clock: Clock;
}): Promise<Result<Uint8Array, EnrolFailure>> {
  const { relayUrl, code, clock } = order;
  try {
    return await within({ clock, timeoutMs: DOWNLOAD_MS, cut: undefined }, async (signal) => {
      const answer = await request(relayUrl + BUNDLE_PATH, {
        signal,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code }),
      });
      const bytes = new Uint8Array(await answer.body.arrayBuffer());
      if (answer.statusCode === 200 && bytes.length <= LARGEST_KEPT_BUNDLE) return ok(bytes);
      const refusal = relayRefusalSchema.safeParse(json(new TextDecoder().decode(bytes)));
      const detail = refusal.success ? refusal.data.error : String(answer.statusCode);
      const known = refusal.success ? refusal.data.message : undefined;
      const message = known ?? `${relayUrl} answered ${detail}: it keeps no bundles.`;
      return err({ code: known === undefined ? 'no-relay' : 'refused', message, detail });
    });
  } catch (error) {
    const { detail } = failureOf(error, undefined);
    const message = `The relay ${relayUrl} cannot be reached (${detail}).`;
    return err({ code: 'unreachable', message, detail });
  }
}

/** Sends the relay this machine's bundle, to keep in place of the one before. The error is one sentence. */
export async function sendKeptBundle(order: {
  readonly relayUrl: string;
  readonly credential: string;
  readonly body: Uint8Array;
  readonly clock: Clock;
}): Promise<Result<null, string>> {
  const { relayUrl, credential, body, clock } = order;
  try {
    return await within({ clock, timeoutMs: DOWNLOAD_MS, cut: undefined }, async (signal) => {
      const answer = await request(relayUrl + BUNDLE_PATH, {
        signal,
        method: 'PUT',
        headers: {
          authorization: `Bearer ${credential}`,
          'content-type': 'application/octet-stream',
        },
        body,
      });
      await answer.body.dump();
      const status = String(answer.statusCode);
      return status === '204' ? ok(null) : err(`The relay answered ${status} to the bundle.`);
    });
  } catch (error) {
    return err(`The relay ${relayUrl} cannot be reached (${failureOf(error, undefined).detail}).`);
  }
}

import { parseAuthorization, stringToSign } from '#contract/vipps/webhook-signature.ts';
import type { Clock } from '#core/base/ports.ts';
import { createHmac, hash } from 'node:crypto';
import { isSameText } from '../runtime/secrets.ts';
import type {
  StoredRegistration,
  WebhookRegistrationStore,
} from '../store/ports/webhook-registrations.ts';
import type { ActiveSalesUnit } from '../vipps/sales-units.ts';

export interface SignedRequest {
  readonly date: string | undefined;
  readonly contentSha256: string | undefined;
  readonly authorization: string | undefined;
  readonly rawBody: Uint8Array;
}

/** The registered address and its valid secrets. Host and path of the request do not count: a proxy may change them. */
export interface SignatureKeys {
  readonly url: URL;
  readonly secrets: readonly string[];
}

export type SignatureFault = 'headers missing' | 'body altered' | 'signature wrong';

/** @returns why the request is not from Vipps; undefined when it is (Webhooks API, request authentication) */
export function signatureFault(
  request: SignedRequest,
  { url, secrets }: SignatureKeys,
): SignatureFault | undefined {
  const { date, contentSha256, authorization } = request;
  if (date === undefined || contentSha256 === undefined || authorization === undefined) {
    return 'headers missing';
  }
  const bodyHash = hash('sha256', request.rawBody, 'base64');
  if (!isSameText(bodyHash, contentSha256)) return 'body altered';
  const signature = parseAuthorization(authorization);
  if (signature === undefined) return 'signature wrong';
  const pathAndQuery = url.pathname + url.search;
  const text = stringToSign({ pathAndQuery, date, host: url.host, contentSha256 });
  const isGenuine = secrets.some((secret) =>
    isSameText(createHmac('sha256', secret).update(text).digest('base64'), signature),
  );
  return isGenuine ? undefined : 'signature wrong';
}

/** Vipps retries webhooks that it signed before a rotation: a replaced secret stays valid for this long. */
const OLD_SECRET_MS = 24 * 3_600_000;

/** Forged webhooks must not become as many questions to the store. */
const OFTEN_MS = 1_000;

/** The valid secrets, in memory because every webhook needs them. */
export interface WebhookSecrets {
  keysOf(unit: ActiveSalesUnit): SignatureKeys;
  /** Reads the sales unit's registrations from the store again. */
  refresh(unit: ActiveSalesUnit): Promise<void>;
  /** The same, at most once a second. @returns whether it was read */
  refreshNow(unit: ActiveSalesUnit): Promise<boolean>;
}

export function createWebhookSecrets(
  store: Pick<WebhookRegistrationStore, 'list'>,
  clock: Clock,
): WebhookSecrets {
  const known = new Map<string, readonly StoredRegistration[]>();
  const refreshedAtMs = new Map<string, number>();

  async function refresh(unit: ActiveSalesUnit): Promise<void> {
    const number = unit.config.merchantSerialNumber;
    known.set(number, await store.list(number));
  }

  return {
    keysOf: (unit) => {
      const registrations = known.get(unit.config.merchantSerialNumber) ?? [];
      const nowMs = clock.nowMs();
      const secrets = registrations
        .filter(({ url }) => url === unit.webhookUrl.href)
        .filter(
          ({ retiredAtMs }) => retiredAtMs === undefined || nowMs - retiredAtMs < OLD_SECRET_MS,
        )
        .map(({ secret }) => secret);
      return { url: unit.webhookUrl, secrets };
    },
    refresh,
    refreshNow: async (unit) => {
      const number = unit.config.merchantSerialNumber;
      const nowMs = clock.monotonicMs();
      if (nowMs - (refreshedAtMs.get(number) ?? -Infinity) < OFTEN_MS) return false;
      refreshedAtMs.set(number, nowMs);
      await refresh(unit);
      return true;
    },
  };
}

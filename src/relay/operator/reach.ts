import type { Clock } from '#core/base/ports.ts';
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { RelayConfig } from '../config/relay-config.ts';
import { isSameText } from '../runtime/secrets.ts';

/** A question may be this old: a clock of another process may differ a little. */
const OLDEST_MS = 5 * 60_000;
const TOKEN = /^([0-9a-z]{1,10})\.([\w-]{22})\.([\w-]{43})$/;

/**
 * The relay asks its own public address with a one-time token: only a process with this relay's keys can make one, and only
 * such a process can answer it. Strangers get 404 and learn nothing. Nothing is stored, so any process of the relay answers.
 */
export interface Reach {
  /** A fresh token, and the proof that the relay answers it with. */
  ask(): { readonly token: string; readonly proof: string };
  /** The proof; undefined when the token is not ours or too old. */
  answer(token: string): string | undefined;
}

/** The key of the questions is derived from the client secrets: every process has them, the database and the network do not. */
function keyOf({ salesUnits }: Pick<RelayConfig, 'salesUnits'>): Buffer {
  const secrets = salesUnits.map((unit) => unit.vipps.clientSecret).join('\n');
  return Buffer.from(hkdfSync('sha256', secrets, '', 'vendskap reach', 32));
}

export function createReach(config: Pick<RelayConfig, 'salesUnits'>, clock: Clock): Reach {
  const key = keyOf(config);
  const sign = (text: string): string => createHmac('sha256', key).update(text).digest('base64url');
  const proofOf = (token: string): string => sign(`answer ${token}`);
  return {
    ask: () => {
      const question = `${Math.round(clock.nowMs()).toString(36)}.${randomBytes(16).toString('base64url')}`;
      const token = `${question}.${sign(`ask ${question}`)}`;
      return { token, proof: proofOf(token) };
    },
    answer: (token) => {
      const [, at = '', nonce = '', signature = ''] = TOKEN.exec(token) ?? [];
      const ageMs = Math.abs(clock.nowMs() - Number.parseInt(at, 36));
      const isOurs = isSameText(signature, sign(`ask ${at}.${nonce}`)) && ageMs <= OLDEST_MS;
      return isOurs ? proofOf(token) : undefined;
    },
  };
}

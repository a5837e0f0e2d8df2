/** Never in a log or a support bundle, however it is written: tokens, keys, PINs, credentials (design §6). */
const SECRET_FIELDS: ReadonlySet<string> = new Set([
  'authorization',
  'clientsecret',
  'credential',
  'customertoken',
  'ocpapimsubscriptionkey',
  'password',
  'pin',
  'pinhash',
  'salt',
  'secret',
  'subscriptionkey',
  'token',
  'accesstoken',
]);

export const HIDDEN = '[hidden]';

/** Written with other capitals, hyphens or underlines it is the same field. */
export function isSecretField(name: string): boolean {
  return SECRET_FIELDS.has(name.toLowerCase().replaceAll(/[-_]/g, ''));
}

/** What is nested deeper is left out. */
const DEEPEST = 10;

/** The same value, with every secret field hidden at any depth. */
export function withoutSecrets(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) return '…';
  if (Array.isArray(value)) return value.map((entry: unknown) => withoutSecrets(entry, depth + 1));
  if (value instanceof Date || value instanceof URL) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isSecretField(name) ? HIDDEN : withoutSecrets(inner, depth + 1),
    ]),
  );
}

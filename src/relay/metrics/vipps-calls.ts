/** Which call of Vipps this is: a word of ours, never an id. */
const CALLS: readonly (readonly [path: RegExp, call: string])[] = [
  [/\/payments\/[^/]+\/capture$/, 'capture'],
  [/\/payments\/[^/]+\/cancel$/, 'cancel'],
  [/\/payments\/[^/]+\/refund$/, 'refund'],
  [/\/payments\/[^/]+\/events$/, 'events'],
  [/\/payments\/[^/]+$/, 'get'],
  [/\/payments$/, 'create'],
  [/\/order-management\//, 'receipt'],
  [/\/accesstoken\//, 'token'],
  [/\/webhooks\//, 'webhooks'],
  [/\/qr\//, 'qr'],
];

/** `path`: with or without what follows a question mark. */
export function callOf(path: string): string {
  const bare = path.split('?', 1)[0] ?? '';
  return CALLS.find(([pattern]) => pattern.test(bare))?.[1] ?? 'other';
}

import type { ParseKeys } from 'i18next';
import { ENGLISH, type WrittenKey } from './english.ts';

declare module 'i18next' {
  /** An unknown key does not compile. */
  interface CustomTypeOptions {
    readonly defaultNS: 'translation';
    readonly resources: { readonly translation: Readonly<Record<WrittenKey, string>> };
    readonly keySeparator: false;
    readonly nsSeparator: false;
  }
}

/** What `t` takes. */
export type TextKey = ParseKeys;

const KEYS: ReadonlySet<string> = new Set(
  Object.entries(ENGLISH).flatMap(([namespace, texts]) =>
    Object.keys(texts).map((key) => `${namespace}.${key}`),
  ),
);

/** Whether there is a text for a key made of what only the machine knows: a detail, the name of a field. */
export function isTextKey(key: string): key is TextKey {
  return KEYS.has(key);
}

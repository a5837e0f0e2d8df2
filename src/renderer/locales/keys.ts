import type { ParseKeys } from 'i18next';
import { ENGLISH, type WrittenKey } from './english.ts';

declare module 'i18next' {
  /** Makes an unknown key a compile error. */
  interface CustomTypeOptions {
    readonly defaultNS: 'translation';
    readonly resources: { readonly translation: Readonly<Record<WrittenKey, string>> };
    readonly keySeparator: false;
    readonly nsSeparator: false;
  }
}

/** Every key that `t` accepts. */
export type TextKey = ParseKeys;

const KEYS: ReadonlySet<string> = new Set(
  Object.entries(ENGLISH).flatMap(([namespace, texts]) =>
    Object.keys(texts).map((key) => `${namespace}.${key}`),
  ),
);

/** Whether a key that is built at run time (from a detail, the name of a field) has a text. */
export function isTextKey(key: string): key is TextKey {
  return KEYS.has(key);
}

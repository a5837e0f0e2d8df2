import da from '../locales/da/setup.json' with { type: 'json' };
import en from '../locales/en/setup.json' with { type: 'json' };
import fi from '../locales/fi/setup.json' with { type: 'json' };
import nb from '../locales/nb/setup.json' with { type: 'json' };
import sv from '../locales/sv/setup.json' with { type: 'json' };
import type { Language } from '../base/language.ts';

/** What the set-up report says in one language. */
export type SetupWords = Readonly<typeof en>;

export const SETUP_WORDS: Readonly<Record<Language, SetupWords>> = { nb, sv, da, fi, en };
